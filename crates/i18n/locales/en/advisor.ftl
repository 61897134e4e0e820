# The advisor on the command line.
advisor-file-too-large = { $path } is larger than { $most } MiB. Problems of that size are not solved here; leave out what does not matter first.
advisor-no-domain = { $path } holds no domain: neither Genius XML (a domain and a profile for each party) nor GeniusWeb JSON (a profile for each party). Put the files of one negotiation into one folder.
advisor-stopped = Stopped. Half a solution would be taken for a whole one, so nothing is shown. Fix or leave out options to make the model smaller.
advisor-stopped-early = Stopped early: what follows is the best found until then.
advisor-not-an-agenda = { $path } is not an agenda: { $cause }. The format is described in crates/analysis/README.md.
advisor-input = { $name }: { $value }
