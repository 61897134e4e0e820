# Why something was not done: the answer to a person. One key for each code of refusal.

refusals-title = This was not done
refusals-nothing-signed = Nothing was signed and nothing was sent.
# One answer for "unknown" and for "not yours to see"
refusals-not-found = There is nothing here that your seat can see.
refusals-log-in-first = Log in first.
refusals-fault = Your node met a fault, and this was not done. Its operator finds the cause in the node’s log.
