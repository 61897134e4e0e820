//! Scripted histories: a few lines of who proposes, signs and withdraws, and the resulting state as text.
