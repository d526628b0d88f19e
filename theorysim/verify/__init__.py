"""Check certificates: what a proof says is computed again, from the statement's file alone. Nothing of the judges is used."""
