"""One file a clause type: an Ibis expression that returns breaching rows."""
