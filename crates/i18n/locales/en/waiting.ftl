# Waiting for you: what needs an act of the reader's seat.

waiting-title = Waiting for you
waiting-intro = Each of these needs an act of your party. Silence agrees to nothing.
waiting-group-assent = To agree to or to decline
waiting-group-deferred = Put off, and due again
waiting-group-pending = Signed, not yet on the record
waiting-pending-note = Signed and kept private. Your node seals it when your own text can no longer take effect, or drops it and tells you.
waiting-pending-cancel = Cancel this signature
waiting-from = from { $party }
waiting-since = since { $date } ({ $ago })
waiting-open = Read and answer
waiting-empty = Nothing waits for you.
waiting-empty-others = { $count ->
        [one] { $party } has { $count } item from your party since { $date }.
       *[other] { $party } has { $count } items from your party since { $date }.
    }

# On the pages
waiting-group-again = Both sides gave way: propose again, or leave it
waiting-group-contested = Contested
waiting-group-rival = Your text and theirs: only one can take effect
waiting-open-item = Read and answer { $number }
waiting-others-heading = With the others
waiting-cancelled = The signature was cancelled. It never stood on the record.
