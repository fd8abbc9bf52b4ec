"""AGENCIES OF THE SERVICE: begun from a folder, with settings and the switch of the planner."""
