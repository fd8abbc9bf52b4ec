"""TEAMS AND REFERRAL TYPES: what an agency is made of beside its people."""
