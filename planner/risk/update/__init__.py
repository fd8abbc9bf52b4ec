"""A CARD OF ONE'S OWN: the card as what is believed before, an agency's answers as what is seen."""
