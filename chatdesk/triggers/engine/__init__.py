"""Which rule speaks, and when: facts, conditions, the decision, what it brought. Pure: no database, no clock."""
