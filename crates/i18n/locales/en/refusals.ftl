# Why something was not done: the answer to a person. One key for each code of refusal.

refusals-title = This was not done
refusals-nothing-signed = Nothing was signed and nothing was sent.
# One answer for "unknown" and for "not yours to see"
refusals-not-found = There is nothing here that your seat can see.
refusals-log-in-first = Log in first.
refusals-fault = Your node met a fault, and this was not done. Its operator finds the cause in the node’s log.

# On the pages
refusals-error-back = Go on to the first page
refusals-error-fault = This node has met a fault
refusals-error-fault-next = Nothing was signed. Try again; if it happens again, give the operator of your node the reference below.
refusals-error-moved = What was on your screen has changed
refusals-error-moved-next = Nothing was signed. Go back, read what stands there now, and decide again.
refusals-error-not-found-next = Check the address, or go on from the first page.
refusals-error-not-ready = This node cannot write at the moment
refusals-error-not-ready-next = It is asking the other nodes how far its own record goes. Nothing is lost; reading works.
refusals-error-reference = Reference for the operator: { $reference }
refusals-error-refused = This was refused
refusals-error-refused-next = The request did not come from a page of this node, or you are no longer logged in. Nothing was signed. Log in and try again.
refusals-error-too-large = This is too large
refusals-error-too-large-next = One entry holds at most 1 MiB. Shorten the text, or bring it in as several items.
refusals-error-too-many = Too many attempts
refusals-error-too-many-next = Wait a minute, then try again.
