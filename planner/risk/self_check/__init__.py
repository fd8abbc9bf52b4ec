"""A WORKER'S OWN SELF-CHECK: what is asked, what comes out, which step it proposes; nothing is kept."""
