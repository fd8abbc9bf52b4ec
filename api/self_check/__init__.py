"""THE WORKER'S OWN PAGE: handed out as it is, with no way to hand anything back."""
