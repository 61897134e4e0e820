# The shelves of the advisor: what lies on its first page.
advisor-shelf-title-agenda = Agendas
advisor-shelf-about-agenda = In which order to take items up, so that trust can grow. You say what each item is like; the plan says why each stands where it does and what it rests on.
advisor-shelf-none-agenda = There is no agenda yet.
advisor-shelf-new-agenda = New agenda
advisor-shelf-title-package = Packages
advisor-shelf-about-package = Trades across issues. You say what is negotiated and what it is worth to you; the search shows which packages nobody can improve on, and who gives what for what.
advisor-shelf-none-package = There is no package yet.
advisor-shelf-new-package = New package
advisor-shelf-title-conflict = Escalation
advisor-shelf-about-conflict = What could happen if each side does what it prefers: which situations would hold, which only out of fear, and which steps lead back down. You say who can do what, and what each side wants; what you say of others is a guess.
advisor-shelf-none-conflict = No conflict has been written down yet.
advisor-shelf-new-conflict = New conflict
advisor-shelf-title-note = Notes of domestic constraints
advisor-shelf-about-note = What binds you at home, and the approvals that a text still needs. The constraint never leaves this node; of a step you may publish name, date and status, one at a time.
advisor-shelf-none-note = There is no note yet.
advisor-shelf-new-note = New note
