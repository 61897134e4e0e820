# The shelves of the advisor: what lies on its first page.
advisor-shelf-title-agenda = Agendas
advisor-shelf-about-agenda = In which order to take items up, so that trust can grow. You say what each item is like; the plan says why each stands where it does and what it rests on.
advisor-shelf-none-agenda = There is no agenda yet.
advisor-shelf-new-agenda = New agenda
advisor-shelf-title-note = Notes of domestic constraints
advisor-shelf-about-note = What binds you at home, and the approvals that a text still needs. The constraint never leaves this node; of a step you may publish name, date and status, one at a time.
advisor-shelf-none-note = There is no note yet.
advisor-shelf-new-note = New note
