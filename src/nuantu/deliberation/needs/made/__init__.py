"""Made-up opinions to measure with: what is read here is never read by what groups them."""
