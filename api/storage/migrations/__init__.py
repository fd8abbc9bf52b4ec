"""HOW A DATABASE GETS FROM ONE RELEASE TO THE NEXT: each step, up and down."""
