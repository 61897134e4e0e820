# 命令行上的参谋。
advisor-file-too-large = { $path } 超过 { $most } MiB。此处不处理如此规模的问题，请先略去无关紧要的部分。
advisor-no-domain = { $path } 中没有谈判领域：既无 Genius XML（一份领域文件和各方的偏好文件），也无 GeniusWeb JSON（各方的偏好文件）。请把同一谈判的文件放入同一文件夹。
advisor-stopped = 已停止。半份结果会被误作全部，因此不予显示。请固定或略去部分选项，以缩小模型。
advisor-stopped-early = 已提前停止：以下为截至当时找到的最佳结果。
advisor-not-an-agenda = { $path } 不是议程文件：{ $cause }。格式说明见 crates/analysis/README.md。
advisor-input = { $name }：{ $value }
