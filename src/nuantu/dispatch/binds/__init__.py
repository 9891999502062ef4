"""One file a clause type that binds dispatch: clause in, lowered rules out."""
