# 邮袋：以手递文件进行的交换。

pouch-written = 已为{ $peer }写好 { $file }，内含{ $count }个条目。
pouch-written-more = 内容超出一个邮袋的容量。其余部分在对方答复后放入下一个邮袋。
pouch-written-next = 只有{ $peer }能够打开。在对方处：`detente pouch read FILE`。如有遗失，另写一个即可。
pouch-read = 来自{ $peer }：{ $count }个新条目。
pouch-read-next = { $peer }尚未持有的内容（包括回执），用 `detente pouch write --to { $id } FILE` 带回。
pouch-join = “{ $title }”中列有贵方，而贵方尚未加入。如要加入：`detente space join --space { $space }`。
pouch-gap = { $log }的日志在此有 { $held } 个条目，而邮袋从第 { $from } 个之后开始：缺少先前的邮袋。请先读取那一个，或请对方加 --all 另写一个。
pouch-refused = { $log }的日志未予接收：{ $reason }
pouch-refused-fork = 与同一当事方此前签署的日志头相抵触。证据已保存；请联系该当事方。
pouch-refused-full = 无法保存。请腾出磁盘空间，再读取一次。
pouch-refused-unknown-key = 此处尚不知悉该当事方的密钥。请对方加 --all 另写一个邮袋。
pouch-refused-mismatch = 条目与其上签署的日志头不符。请对方另写一个邮袋。
pouch-refused-not-member = 本节点不知悉其所属的关系。请对方加 --all 另写一个邮袋。
pouch-file-taken = { $file } 已存在。请另指定文件名，或先将其移除。
pouch-not-written = 无法写入 { $file }（{ $cause }）。未留下任何内容；请换一个位置。
pouch-no-room = 没有空间写入 { $file }（{ $cause }）。未留下任何内容；请腾出空间，或换一个介质。
pouch-not-opened = 无法读取 { $file }（{ $cause }）。请核对文件名和介质。
pouch-not-a-pouch = { $file } 不是邮袋。未接收任何内容；请核对是否为正确的文件。
pouch-not-for-us = { $file } 无法在此打开：它是给另一当事方的，或来自非本节点的对方节点，或在第 { $at } 字节之前已损坏。未接收任何内容；请写信方另写一个。
pouch-damaged = { $file } 在第 { $at } 字节之前已损坏。未接收任何内容；请重新复制，或请对方另写一个。
pouch-cut = { $file } 在第 { $at } 字节处中断，邮袋尚未结束。未接收任何内容；请重新复制。
pouch-trailing = { $file } 在第 { $at } 字节处邮袋结束之后仍有内容。未接收任何内容；请重新复制。
pouch-too-large = { $file } 有 { $bytes } 字节，而邮袋最多 { $max } 字节。未接收任何内容；请核对是否为正确的文件。
pouch-not-a-peer = 该当事方不是本节点的对方节点。
pouch-nothing-shared = 与该节点尚无任何关系。
pouch-paused = 与{ $peer }的交换已在此暂停。未写入也未接收任何内容；用 `detente peer resume { $id }` 恢复。
