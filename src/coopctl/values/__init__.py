"""What a number, a unit, a day, a period and an id is."""
