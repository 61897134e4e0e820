# Closed spaces: unsigned notes with an agreed end. And spaces that are not to be published before a day.

notes-title = Notes
notes-banner = This space is closed. Only what all agree to is signed. Notes are unsigned and prove nothing, and every node erases them after { $date }.
notes-banner-over = This space is closed. Its notes were to be erased after { $date }; what was agreed remains.
notes-intro = Every member can read these notes. None says who wrote it, unless its writer put a name under it, and nobody can prove that it was written. They stand as they came to this node; the order means nothing.
notes-beyond = What another member copied, printed or remembers is beyond reach.
notes-none = There are no notes.
notes-over = The notes are erased. No more are taken.
notes-words = Your note
notes-name = Name to put under it, if you want one
notes-write = Leave the note
notes-left = The note is left. It is on its way to the other members.
notes-closed = closed, notes to the end of { $date }
notes-sealed = not to be published before { $date }
notes-founded = { $title } is drafted, and your party has entered it. It begins when the others have entered it, too.
notes-publish-early = The members agreed not to publish anything of { $title } before { $date }. Your party can do so all the same; the others would see it as a breach.
notes-publish-sure = Write the file all the same? Type yes:
notes-publish-not = Nothing was written.
notes-in-no-backup = Notes of closed relationships are in no backup: they are to be gone after their day.
