# 命令列上的參謀。
advisor-file-too-large = { $path } 超過 { $most } MiB。此處不處理如此規模的問題，請先略去無關緊要的部分。
advisor-no-domain = { $path } 中沒有談判領域：既無 Genius XML（一份領域檔案和各方的偏好檔案），也無 GeniusWeb JSON（各方的偏好檔案）。請把同一談判的檔案放入同一資料夾。
advisor-stopped = 已停止。半份結果會被誤作全部，因此不予顯示。請固定或略去部分選項，以縮小模型。
advisor-stopped-early = 已提前停止：以下為截至當時找到的最佳結果。
advisor-not-an-agenda = { $path } 不是議程檔案：{ $cause }。格式說明見 crates/analysis/README.md。
advisor-input = { $name }：{ $value }
