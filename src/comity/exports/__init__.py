"""What leaves the house in the hands of a member: a calendar day, a card, our history."""
