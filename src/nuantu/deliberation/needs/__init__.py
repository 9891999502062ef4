"""Clusters of needs: short texts grouped by what they ask for, with identities that stay."""
