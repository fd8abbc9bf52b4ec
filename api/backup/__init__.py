"""A COPY OF ALL THAT IS KEPT: taken while the service runs, and put back into an empty place."""
