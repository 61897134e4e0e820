# 為何未能辦理：給人看的答覆。每個拒絕代碼一個鍵。

refusals-title = 未能辦理
refusals-nothing-signed = 未作任何簽署，也未發出任何內容。
# 「不存在」與「無權查看」用同一答覆
refusals-not-found = 此處沒有您的席位可以查看的內容。
refusals-log-in-first = 請先登入。
refusals-fault = 貴方節點發生故障，此事未能辦理。運維人員可在節點的運行日誌中查明原因。

# 頁面用語
refusals-error-back = 前往首頁
refusals-error-fault = 本節點遇到故障
refusals-error-fault-next = 未作任何簽署。請重試；如再次出現，請將下方編號告知貴方節點的運維人員。
refusals-error-moved = 您螢幕上的內容已有變動
refusals-error-moved-next = 未作任何簽署。請返回，閱讀現有內容，再作決定。
refusals-error-not-found-next = 請核對地址，或從首頁繼續。
refusals-error-not-ready = 本節點目前無法寫入
refusals-error-not-ready-next = 本節點正向其他節點詢問自身記錄的進度。未遺失任何內容，仍可閱讀。
refusals-error-reference = 供運維人員查詢的編號：{ $reference }
refusals-error-refused = 已拒絕
refusals-error-refused-next = 該請求並非來自本節點的頁面，或您已不在登入狀態。未作任何簽署。請登入後重試。
refusals-error-too-large = 內容過大
refusals-error-too-large-next = 每個條目最多1 MiB。請縮短文本，或分為幾個事項提出。
refusals-error-too-many = 嘗試次數過多
refusals-error-too-many-next = 請稍等一分鐘後重試。
refusals-unknown-text = 此處沒有這一案文。請返回該事項，查看現有內容。
refusals-unknown-item = 此處沒有這一事項。請返回清單。
refusals-nothing-written = 尚未填寫內容。請至少用一種語言填寫。
refusals-title-missing = { $language }文本沒有標題。請填寫標題，或清空文本。
refusals-hidden-character = { $language }文字中含有可能隱藏或打亂文字的字符（{ $character }）。請重新輸入，不要貼上。
refusals-no-authentic-text = 所有文本均為參考譯文。請至少勾選一份為作準文本。
refusals-text-moved = 您螢幕上的內容已有變動。請閱讀現有內容，再作決定。
refusals-already-in-effect = 此案文已商定。貴方可以中止或退出。
refusals-text-dead = 此案文已不可能商定。同樣的文字可以再次提出。
refusals-already-assented = 貴方已同意此案文。
refusals-declined-before = 貴方此前已表示不接受此案文。如有意願，可將同樣的文字再次提出。
refusals-rival-assented = 貴方已同意針對此事項的另一案文，而只有一份可以商定。請先收回該同意，或改為接受對方案文。
refusals-rival-in-effect = 針對此事項的另一案文已商定。請改為對其提議修正。
refusals-contested = 一方在此簽署了兩項互不相容的內容。在該方彌合其日誌之前，此事項暫且擱置；之後請提議一份了結此事的案文。
refusals-nothing-to-release = 貴方尚未同意此案文，沒有可以收回的同意。
refusals-no-rival-of-ours = 貴方在此沒有需要撤回的案文。直接同意對方案文即可。
refusals-not-in-effect = 此處沒有已商定的內容可供此項行為適用。
refusals-not-suspended-by-us = 貴方未曾中止此項。只有中止的一方可以恢復。
refusals-already-suspended = 貴方已中止或已退出此項。
refusals-list-missing = 請選擇該事項所列的清單。
refusals-already-on-list = 該事項已在此清單上。請選擇其他清單。
refusals-date-past = 請填寫今天或以後的日期。
refusals-nothing-chosen = 尚未選擇。請至少勾選一項。
refusals-reason-missing = 請填寫理由。本空間的所有成員都會看到。
refusals-nothing-to-erase = 沒有可刪除的內容：此處不知該條目，或其中沒有這些文字，或其屬於當事方的密鑰，須予保留。
refusals-unknown-request = 此處不知這項刪除請求。請重新查看各項請求。
refusals-answered-before = 貴方已答覆過這項請求。
refusals-space-closed = 本空間為閉門空間，此處只簽署各方商定的內容。請以便箋方式留下。
refusals-space-on-record = 本空間為記錄在案的空間，其中沒有便箋。
refusals-notes-over = 本空間的便箋保留期已過。便箋已刪除，不再接收新的便箋。
refusals-too-many-notes = 貴方在此留下的便箋已達上限。
refusals-not-ours = 此事無須貴方行動，或貴方在此的身份不允許此行為。
refusals-powers-missing = 您沒有作出此行為的全權。請聯繫貴方有權出示全權證書的人員。
refusals-members-unsound = 成員不能如此：至少須有一個當事方，任何一方不得重複，且須有變更。
refusals-members-agreed = 貴方已同意成員變更。變更商定後，此前的文本須重新提出；在此之前不再同意其他文本。
refusals-rival-waits = 此事項的另一文本只缺一個已遺失密鑰的當事方的表態，可能已商定而無人知曉。請將貴方文本作為新事項提出。
refusals-signed-before = 您已簽署此行為。還需貴方另一名代表簽署。
refusals-office-not-held = 此密鑰在此沒有可以移交的職務：從未獲得全權證書，或該職務已由他人接任，或繼任者就是本人。
refusals-powers-expired = 您的全權已於{ $date }到期。貴方可以出示新的全權證書。
refusals-would-be-void = 此行為將不產生效力：{ $reason }。
refusals-too-long = { $language }文字過長：最多{ $count }個字符。請縮短，或分作幾個事項提出。
refusals-not-understood = 此內容由較新版本的程式作出，本版本無法理解。請先更新貴方節點。
refusals-error-logged-out = 您已登出
refusals-error-logged-out-next = 尚未簽署任何內容，您填寫的內容也未丟失。請保留本頁，在按鈕打開的頁面登入，再回到本頁重新發送。
refusals-error-send-again = 重新發送
refusals-error-your-words = 您填寫的內容

# 用本人裝置上的密鑰簽署
refusals-unsigned-other-person = 這是他人準備的，只有其本人可以簽署。請自行準備。
refusals-unsigned-other-bytes = 所簽內容與此處準備的不一致，未記入記錄。請簽署所收到的原樣位元組。
refusals-unsigned-does-not-fit = 簽名與您的密鑰及這些位元組不符，未記入記錄。請用本節點所知公鑰對應的密鑰簽署。
refusals-unsigned-key-elsewhere = 您的簽名密鑰在您本人的裝置上，此處沒有密碼可以打開它。請在該裝置上簽署，並通過 HTTP API 送回簽名。

# 對程式
refusals-api-scope = 此令牌只能讀取。請開啟可以簽署的會話。
refusals-api-idempotency = 此 Idempotency-Key 已用於另一請求。每項行為請用新的鍵。
refusals-api-in-progress = 同一請求正在辦理。請稍後再問。
refusals-api-if-match = 更改須帶有If-Match，其值為所依據版本的ETag。
refusals-api-moved = 其間已被更改。請重新讀取；未保存任何內容。
refusals-api-streams = 此令牌打開的事件流過多。請先關閉一個。
refusals-in-doubt = 此資料夾可能舊於貴方已由此簽署的內容，例如在恢復備份之後。在所有其他成員的節點答覆之前，不簽署任何內容，以免貴方前後矛盾；之後自動繼續。在「設定」的「對方節點」中可以看到何方失去聯繫。
refusals-forked = 貴方日誌在本空間有兩個經簽署的版本。這在節點有兩個副本同時運行或舊備份被啟動時發生。為免情況加重，此處不再簽署任何內容；已輸入的內容予以保留。請貴方運維人員停止其他一切副本，並執行 `detente record heal`；之後即可繼續。
refusals-waits = 在本空間，貴方日誌中有條目提及貴方節點尚未持有的條目：或其仍在從其他當事方節點傳來的途中，或他人使用了貴方節點的密鑰。在其到達之前，後續條目無法產生效力，因此此處暫不簽署任何內容；已輸入的內容予以保留。如其遲遲不到，請貴方運維人員以 `detente key rotate` 更換密鑰，再執行 `detente record heal`；之後即可繼續。
refusals-replaced = 貴方在本空間的密鑰已被更換，而本節點沒有新密鑰。以新密鑰簽署的內容均算作貴方所簽。如係貴方所為（在另一台機器上，或在恢復備份之前），請貴方運維人員將新密鑰移入此處；如非貴方所為，請立即通過電話或當面告知其他各方。只要那些密鑰仍是較新的，此處就無法簽署任何內容；已輸入的內容予以保留。
