# `detente doctor` 的檢查結果。

doctor-level-ok = 正常
doctor-level-attention = 注意
doctor-level-fault = 故障
doctor-broken = 故障說明：{ $what }
doctor-folder = { $folder } 中有當事方 { $party }，其密鑰可以讀取。
doctor-permissions = 這台機器上的其他人無法讀取該資料夾及其密鑰。
doctor-permissions-open = 這台機器上的其他人可以讀取 { $path }。請執行 `chmod go= { $path }`，並考慮更換密鑰。
doctor-roots = 根密鑰不在這台機器上。
doctor-roots-here = 根密鑰仍在這台機器上：{ $files }。請移至機器以外的安全之處。
doctor-record = 共同記錄完好：{ $count } 個條目均與簽署時一致。
doctor-record-damaged = 共同記錄已損壞。{ $what }
doctor-people = 可以登入的人數：{ $count }。
doctor-people-none = 尚無人可以登入或簽署。請執行 `detente user add`。
doctor-clock = 時鐘顯示 { $time }。
doctor-clock-behind = 時鐘顯示 { $time }，早於本節點此前簽署的時間，或從未校準。請校準；否則現在簽署的條目時間會有誤。
doctor-clock-differs = 時鐘顯示 { $time }，而另一節點曾於 { $other } 簽署。兩個時鐘中有一個不準。
doctor-room = 磁碟剩餘空間：{ $free } MiB。
doctor-room-little = 磁碟僅剩 { $free } MiB。請騰出空間：沒有空間的節點無法接收任何內容。
doctor-room-unknown = 此處無法得知磁碟剩餘空間。
doctor-port-free = { $address } 空閒，可供 `detente serve` 使用（目前未執行）。
doctor-port-ours = { $address } 已在使用，本節點正在應答對方節點。
doctor-port-taken = 無法使用 { $address }（{ $cause }），且在該處應答的不是本節點。請停止佔用它的程式，或用 { $option } 另指定地址。
doctor-peer = { $peer }在 { $addresses } 應答。
doctor-peer-out-of-touch = { $peer }未以其密鑰在 { $addresses } 應答。請詢問該節點是否在執行；在此之前可用 `detente pouch write` 以檔案交換。
doctor-peer-no-address = { $peer }（{ $id }）沒有地址：由其連接本節點，或以郵袋交換。
doctor-peer-paused = 與{ $peer }的交換已在此暫停。用 `detente peer resume { $id }` 恢復。
doctor-peer-not-compared = 尚未與{ $peer }核對六個詞。請致電核對，然後執行 `detente peer confirm { $id }`。
doctor-peer-none = 尚無對方節點。請執行 `detente peer invite`，或憑邀請執行 `detente peer accept`。
