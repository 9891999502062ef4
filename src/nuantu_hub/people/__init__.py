"""People and unions: accounts, posts, members, joining, organising, and the record of who did and read what."""
