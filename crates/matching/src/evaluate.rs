//! Ranking quality against judged files: MAP, MRR, nDCG, precision.
