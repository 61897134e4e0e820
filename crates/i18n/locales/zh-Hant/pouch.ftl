# 郵袋：以手遞檔案進行的交換。

pouch-written = 已為{ $peer }寫好 { $file }，內含{ $count }個條目。
pouch-written-more = 內容超出一個郵袋的容量。其餘部分在對方答覆後放入下一個郵袋。
pouch-written-next = 只有{ $peer }能夠開啟。在對方處：`detente pouch read FILE`。如有遺失，另寫一個即可。
pouch-read = 來自{ $peer }：{ $count }個新條目。
pouch-read-next = { $peer }尚未持有的內容（包括回執），用 `detente pouch write --to { $id } FILE` 帶回。
pouch-join = 「{ $title }」中列有貴方，而貴方尚未加入。如要加入：`detente space join --space { $space }`。
pouch-gap = { $log }的日誌在此有 { $held } 個條目，而郵袋從第 { $from } 個之後開始：缺少先前的郵袋。請先讀取那一個，或請對方加 --all 另寫一個。
pouch-refused = { $log }的日誌未予接收：{ $reason }
pouch-refused-fork = 與同一當事方此前簽署的日誌頭相抵觸。證據已保存；請聯絡該當事方。
pouch-refused-full = 無法保存。請騰出磁碟空間，再讀取一次。
pouch-refused-unknown-key = 此處尚不知悉該當事方的密鑰。請對方加 --all 另寫一個郵袋。
pouch-refused-mismatch = 條目與其上簽署的日誌頭不符。請對方另寫一個郵袋。
pouch-refused-not-member = 本節點不知悉其所屬的關係。請對方加 --all 另寫一個郵袋。
pouch-file-taken = { $file } 已存在。請另指定檔名，或先將其移除。
pouch-not-written = 無法寫入 { $file }（{ $cause }）。未留下任何內容；請換一個位置。
pouch-no-room = 沒有空間寫入 { $file }（{ $cause }）。未留下任何內容；請騰出空間，或換一個媒介。
pouch-not-opened = 無法讀取 { $file }（{ $cause }）。請核對檔名和媒介。
pouch-not-a-pouch = { $file } 不是郵袋。未接收任何內容；請核對是否為正確的檔案。
pouch-not-for-us = { $file } 無法在此開啟：它是給另一當事方的，或來自非本節點的對方節點，或在第 { $at } 位元組之前已損壞。未接收任何內容；請寫信方另寫一個。
pouch-damaged = { $file } 在第 { $at } 位元組之前已損壞。未接收任何內容；請重新複製，或請對方另寫一個。
pouch-cut = { $file } 在第 { $at } 位元組處中斷，郵袋尚未結束。未接收任何內容；請重新複製。
pouch-trailing = { $file } 在第 { $at } 位元組處郵袋結束之後仍有內容。未接收任何內容；請重新複製。
pouch-too-large = { $file } 有 { $bytes } 位元組，而郵袋最多 { $max } 位元組。未接收任何內容；請核對是否為正確的檔案。
pouch-not-a-peer = 該當事方不是本節點的對方節點。
pouch-nothing-shared = 與該節點尚無任何關係。
pouch-paused = 與{ $peer }的交換已在此暫停。未寫入也未接收任何內容；用 `detente peer resume { $id }` 恢復。
