"""Currencies: the codes in circulation, and the signs and words that stand for them."""

SYMBOLS = {
    "US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL", "N$": "NAD",
    "NT$": "TWD", "AU$": "AUD", "CA$": "CAD", "MX$": "MXN", "J$": "JMD", "GH₵": "GHS", "$": "USD",
    "€": "EUR", "£": "GBP", "₹": "INR", "₮": "MNT", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₦": "NGN",
    "₱": "PHP", "₫": "VND", "₪": "ILS", "₸": "KZT", "₵": "GHS", "฿": "THB", "₡": "CRC", "₲": "PYG", "₾": "GEL",
    "₼": "AZN", "৳": "BDT", "₭": "LAK", "៛": "KHR",
}  # fmt: skip
CURRENCY_WORDS = {
    "dollar": "USD", "dollars": "USD", "us dollars": "USD", "euro": "EUR", "euros": "EUR", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rupees": "INR", "tugrik": "MNT", "tugriks": "MNT", "tögrög": "MNT",
}  # fmt: skip
# ISO 4217, the codes in circulation and the special drawing right; no metals, funds or test codes.
CURRENCIES = frozenset(
    """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL
    HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH
    UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF YER ZAR ZMW ZWG""".split()
)
# Codes that were withdrawn, and the one in the place of each.
WITHDRAWN = {
    "ANG": "XCG", "BGN": "EUR", "BYR": "BYN", "CUC": "CUP", "DEM": "EUR", "EEK": "EUR", "ESP": "EUR", "FRF": "EUR",
    "HRK": "EUR", "ITL": "EUR", "LTL": "EUR", "LVL": "EUR", "MRO": "MRU", "PTE": "EUR", "SIT": "EUR", "SKK": "EUR",
    "SLL": "SLE", "STD": "STN", "TRL": "TRY", "VEB": "VES", "VEF": "VES", "ZMK": "ZMW", "ZWL": "ZWG",
}  # fmt: skip
