//! Exact package search: issues, private preference sheets, red lines and linkages in, the Pareto frontier out.
