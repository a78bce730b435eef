"""What each shell is told about completing `coopctl`.

The program answers with one word a line, a tab and a help behind it: plain text, of which no shell ever runs a part.
Each script quotes for its shell what it puts on the line, or leaves out what it cannot quote.
"""

# Bash ends words at `:` and `=`, which would cut KIND:ID in two: the program gets the line as it is, and of what it
# answers only that part is inserted which bash takes for the word.  Inside of open quotation marks only words are
# offered that mean themselves there.
BASH = r"""_coopctl_completion() {
    local line=${COMP_LINE:0:$COMP_POINT} current=${COMP_WORDS[COMP_CWORD]} word before="" answer
    word=${line##*[[:space:]]}
    word=${word#--*=}
    if [[ $COMP_WORDBREAKS == *:* && $word == *:* ]]; then
        before=${word%"${word##*:}"}
    fi
    COMPREPLY=()
    while IFS=$'\t' read -r answer _; do
        if [[ $current == [\'\"]* ]]; then
            [[ $answer == *[\'\"\\\$\`\!]* ]] && continue
        else
            [[ $answer == "$before"* ]] || continue
            answer=${answer#"$before"}
            [[ $answer == *[^[:alnum:],.:/@%+=_-]* ]] && printf -v answer %q "$answer"
        fi
        COMPREPLY+=("$answer")
    done < <(_COOPCTL_LINE=$line _COOPCTL_COMPLETE=bash "$1" 2>/dev/null)
}
complete -o default -F _coopctl_completion coopctl
"""

# `compadd` quotes what it inserts; nothing that the program answers is evaluated.  What does not begin as was typed is
# put in the place of it.
ZSH = r"""#compdef coopctl
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
_coopctl_completion() {
    local line IFS=
    local -a asked values shown
    asked=("${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}")
    while read -r line; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done < <(_COOPCTL_WORDS=${(F)asked} _COOPCTL_COMPLETE=zsh "$asked[1]" 2>/dev/null)
    if (( ! $#values )); then
        _files
        return
    fi
    compset -P '--*='
    compadd -l -d shown -- "${values[@]}" || compadd -U -P "$IPREFIX" -l -d shown -- "${values[@]}"
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _coopctl_completion "$@"
else
    compdef _coopctl_completion coopctl
fi
"""

# Fish quotes what it inserts.
FISH = r"""function __coopctl_complete
    set -l asked (commandline -opc)
    set -l word (commandline -ct)
    set -lx _COOPCTL_WORDS (string join \n -- $asked | string collect)\n"$word"
    set -lx _COOPCTL_COMPLETE fish
    set -l answers (command $asked[1] 2>/dev/null)
    if test (count $answers) -eq 0
        __fish_complete_path "$word"
        return
    end
    set -l before (string match -r -- '^--[^=]+=' "$word")
    printf '%s\n' "$before"$answers
end
complete -c coopctl -f -a '(__coopctl_complete)'
"""

# PowerShell inserts a word as it is, so the program offers it only words that need no quoting.
POWERSHELL = r"""Register-ArgumentCompleter -Native -CommandName coopctl -ScriptBlock {
    param($word, $line, $cursor)
    $env:_COOPCTL_COMPLETE = 'powershell'
    $env:_COOPCTL_LINE = $line.ToString() + $(if ($word -eq '') { ' ' })
    try {
        coopctl 2>$null | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    } finally {
        Remove-Item Env:_COOPCTL_COMPLETE, Env:_COOPCTL_LINE
    }
}
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL}
