# What `detente doctor` finds.

doctor-level-ok = ok
doctor-level-attention = attention
doctor-level-fault = fault
doctor-broken = { $what }
doctor-folder = { $folder } holds party { $party }, and its keys can be read.
doctor-permissions = Nobody else on this machine can read the folder or its keys.
doctor-permissions-open = Others on this machine can read { $path }. Run `chmod go= { $path }`, and think about new keys.
doctor-roots = The root keys are not on this machine.
doctor-roots-here = The root keys are still on this machine: { $files }. Move them to a safe place off it.
doctor-record = The record is sound: all { $count } entries are as signed.
doctor-record-damaged = The record is damaged. { $what }
doctor-people = People who may log in: { $count }.
doctor-people-none = Nobody may log in or sign. Run `detente user add`.
doctor-clock = The clock says { $time }.
doctor-clock-behind = The clock says { $time }, which is before what this node signed already, or was never set. Set it; entries signed now would bear a wrong time.
doctor-clock-differs = The clock says { $time }, and another node signed something at { $other }. One of the two clocks is wrong.
doctor-room = { $free } MiB are free on the disk.
doctor-room-little = Only { $free } MiB are free on the disk. Make room: a node without room takes nothing from its peers.
doctor-room-unknown = How much room the disk has is not known here.
doctor-port-free = { $address } is free for `detente serve`, which is not running.
doctor-port-ours = { $address } is taken, and this node answers its peers.
doctor-port-taken = { $address } cannot be used ({ $cause }), and this node does not answer there. Stop what uses it, or name another address with { $option }.
doctor-peer = { $peer } answers at { $addresses }.
doctor-peer-out-of-touch = { $peer } does not answer with its key at { $addresses }. Ask whether the node is running; until then, `detente pouch write` exchanges by file.
doctor-peer-no-address = { $peer } ({ $id }) has no address: it dials this node, or exchanges by pouch.
doctor-peer-paused = The exchange with { $peer } is paused here. `detente peer resume { $id }` ends the pause.
doctor-peer-not-compared = The six words have not been compared with { $peer }. Call them, then `detente peer confirm { $id }`.
doctor-peer-none = No peer is known. Run `detente peer invite`, or `detente peer accept` with an invitation.
