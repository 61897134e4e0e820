# 命令列中的備份、還原與修復。

backup-written = 已在 { $folder } 中核驗{ $spaces }個關係的{ $entries }個條目。
backup-without-keys = 其中不含密鑰：請另行保存密鑰副本，或用 --keys 製作備份。
backup-without-private = 其中不含人員、草稿和內部文件：如需包含，請用 --private。
backup-keep-safe = 請像保管這台機器一樣保管 { $folder }：持有者可以讀取內容，或以本節點名義行事。
backup-unsound = 其中有內容與簽署時不符。請用 `detente record repair` 修復節點，然後重新備份。
backup-restored = { $folder } 已就緒：{ $spaces }個關係，{ $entries }個條目。
backup-restored-doubt = 下一步：`detente serve`。在所有其他成員的節點告知此備份之後簽署過什麼之前，不簽署任何內容；之後自動繼續。原先等候的簽署已放棄，並會告知簽署人。
backup-restored-empty = 備份中沒有共同記錄。請向每個對方節點索取 `detente peer invite --again` 的邀請，並用 `detente peer accept` 接受：對方節點會送回全部內容。
backup-restored-nobody = 目前尚無人可以登入：請用 `detente user add` 重新加入人員。
backup-repaired = { $kept }個條目完好，予以保留；{ $missing ->
        [0] 沒有缺失。
       *[other] 缺失{ $missing }個。
    }
backup-repaired-aside = 受損檔案現為 { $file }。不再讀取；一切正常後可刪除。
backup-repaired-next = 下一步：`detente serve`。對方節點會送回缺失的內容，在此之前不簽署任何內容。
backup-repaired-peers = 關於某一對方節點的資訊已受損。請向其索取 `detente peer invite --again` 的邀請。
backup-invited-again = 請以雙方都信任的方式交給對方。此邀請不創立任何關係：對方節點與本節點重新建立聯繫，並取回所失內容。在 `detente serve` 執行期間，七天之內，可用一次。
backup-met-doubt = 本方此前可能已加入該關係。其他節點答覆之後，請執行 `detente space join`。
backup-not-one = { $path } 不是備份：其中沒有身分檔案。請指明 `detente backup` 所寫的資料夾。
backup-other-keys = { $path } 中的密鑰不屬於本當事方。請用 --keys 指明正確的資料夾。
backup-in-use = 另一程序正在使用 { $path }。請將其停止（可能是 `detente serve`），然後重試。
backup-status-doubt = 還原後尚待確認：以下節點答覆之前，不在此簽署任何內容：{ $parties }
