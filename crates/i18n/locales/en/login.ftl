# Logging in to a seat: by password, or by a one-time link.

login-title = Log in
login-seat = To the seat of { $party }
login-name = Name
login-password = Password
login-button = Log in
login-failed = The name or the password is not right.
login-wait = { $seconds ->
        [one] Too many attempts. Try again in { $seconds } second.
       *[other] Too many attempts. Try again in { $seconds } seconds.
    }
login-logged-out = You are logged out.

login-link-title = One-time link
login-link-about = This link logs { $person } in to the seat of { $party }, once. Press the button to use it.
login-link-button = Use this link and log in
login-link-used = This link has been used or has run out. Ask whoever runs your node for a new one.

login-new-password-about = It also locks your signing key on this node. If it is forgotten, nobody can recover it; your party then presents full powers for a new key.
login-new-password-again = The same password again
login-new-password-short = { $length ->
        [one] Use at least { $length } character.
       *[other] Use at least { $length } characters.
    }
login-new-password-differs = The two passwords are not the same.

# On the pages
login-help = No account here? The operator of this node can send you a one-time link.
login-link-until = It can be used until { $time }.
