# 這台機器上的故障：是什麼、在何處、怎麼辦。

fault-not-seated = 本節點不代表該當事方。
fault-not-initialised = { $path } 中尚無當事方。請先執行 `detente init --dir { $path }`。
fault-already-initialised = { $path } 中已有當事方。請用 --dir 另選資料夾。
fault-file = 無法讀寫 { $path }（{ $cause }）。請核對它是否存在、是否歸您所有。
fault-key = { $path } 中不是此處應有的32位元組密鑰。請改用正確的檔案，或從備份恢復。
fault-not-due = 這些密鑰不能取代當事方的密鑰：身分日誌所承諾的是另一根密鑰或另一些恢復密鑰，或尚有人未簽署。
fault-epochs = 貴方以現有密鑰在本空間彌合日誌分叉的次數，已達其他各方節點所接受的上限。請先以 `detente key rotate` 更換密鑰，然後再次彌合。
fault-void = 本節點載入的一項條目不產生效力，所辦之事未成，其餘內容無損。請再試一次；如仍有此提示，「共同記錄」頁面會顯示該條目及其不產生效力的原因。此係本程式的缺陷，敬請報告。
fault-last-epoch = 貴方在本空間的日誌分叉已彌合 255 次，已達各方節點所接受的最高次數，日誌無法在此繼續。請與其他各方另立新的空間。
fault-connection = 連接層無法啟動（{ $cause }）。
fault-seal = 我方條目未能載入共同記錄（{ $cause }）。未作任何簽署。
fault-damaged = 所存數據與簽署內容不符（{ $what }）。`detente record verify` 會逐一指明；`detente record repair` 保留完好的內容，其餘由對方節點送回。
fault-busy = 另一進程一直在寫入 { $file }。未寫入任何內容；請重試。
fault-stopped = 寫入 { $file } 失敗。請檢查磁碟，再執行一次。
fault-newer = { $file } 由本程式的較新版本寫入（格式 { $found }；本版本只識別至 { $known }）。請更新程式。
fault-foreign = { $file } 是另一種資料庫。請用 --dir 指定正確的資料夾。
fault-no-write-ahead = 該檔案系統不能安全地存放 { $file }。請將資料夾放在本地磁碟上。
fault-unreadable = 無法讀取 { $file }（{ $cause }）。請檢查權限和磁碟，再執行 `detente doctor`。
fault-key-taken = 本節點已有人使用此密鑰。密鑰表明由誰簽署，因此只能屬於一人。
fault-login-taken = 登入名稱已被使用。請另選一個。
fault-no-such-person = 此處沒有此人。`detente user list` 列出所有人。
fault-password = 無法使用該密碼（{ $cause }）。
fault-invitation-version = 此邀請由本程式的另一版本產生。請更新兩個節點中較舊的一個。
fault-contact-file = 這不是初次聯繫的檔案，或已損壞。請對方重新寫一個。
fault-not-invited = 此請求與本節點任何有效邀請均不對應：已被他人使用，或已過期。請重新邀請。
