"""How a visitor can be reached: recognised values, what they are worth, where they were seen."""
