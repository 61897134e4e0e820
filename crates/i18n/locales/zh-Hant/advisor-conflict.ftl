# 衝突分析的頁面：表單、結果、單個局面。

# 表單
advisor-conflict-lead = 請寫明誰參與其中、各自能做什麼、各自想要什麼。之後均可更改。
advisor-conflict-start = 從範例或文件開始
advisor-conflict-case-encounter = 海上相遇
advisor-conflict-case-encounter-about = 雙方都希望對方保持距離，又都不願相撞。能否維持，取決於雙方是否通話。
advisor-conflict-case-encounter-party-1 = 甲方
advisor-conflict-case-encounter-party-2 = 乙方
advisor-conflict-case-encounter-option-1 = 甲方抵近
advisor-conflict-case-encounter-option-2 = 甲方在約定頻道通話
advisor-conflict-case-encounter-option-3 = 乙方抵近
advisor-conflict-case-encounter-option-4 = 乙方在約定頻道通話
advisor-conflict-case-waiting = 相互等待的兩項要求
advisor-conflict-case-waiting-about = 每一方都要等對方先行動，於是誰也不動；出路是共同邁出一步。
advisor-conflict-case-waiting-party-1 = 甲方
advisor-conflict-case-waiting-party-2 = 乙方
advisor-conflict-case-waiting-option-1 = 甲方取消其措施
advisor-conflict-case-waiting-option-2 = 乙方採取所要求的步驟
advisor-conflict-case-note = 範例。其中的偏好僅供說明，不代表任何一方。
advisor-conflict-file = 文件（以文字粘貼）
advisor-conflict-file-hint = 用編輯器打開 .gmcr 文件或在此保存的文件，複製全部內容後粘貼。文件只在本節點上讀取。
advisor-conflict-file-read = 讀入表單
advisor-conflict-file-missing = 未粘貼任何內容。請粘貼文件的全部文字。
advisor-conflict-file-graph = 此模型列出的是行動而非選項，而本頁只保存選項。請在命令行分析：detente advisor escalate。
advisor-conflict-file-beside = 文件中模型以外的內容無法讀取：{ $cause }。請刪去其「detente」部分，或在原處重新保存文件。
advisor-conflict-parties = 誰參與其中
advisor-conflict-party-row = 當事方{ $count }
advisor-conflict-row = 第{ $number }行的當事方
advisor-conflict-own = 其中哪一方是己方？
advisor-conflict-own-none = 均不是
advisor-conflict-options = 各方能做什麼
advisor-conflict-options-hint = 每行寫一件做或不做的事。空行不計。
advisor-conflict-option-row = 選項{ $count }
advisor-conflict-option = 做什麼
advisor-conflict-owner = 由誰決定
advisor-conflict-change = 能否撤回？
advisor-conflict-change-either-way = 能
advisor-conflict-change-only-taken = 不能，一經採取即不可撤回
advisor-conflict-change-only-given-up = 一經放棄即不可恢復
advisor-conflict-now-done = 目前已採取
advisor-conflict-now-unsaid = 不說明當前局面；以上勾選不計
advisor-conflict-now-impossible = 所勾選的當前局面已被排除。請更正勾選或相應規則。
advisor-conflict-rules = 哪些不能並存
advisor-conflict-rules-hint = 填寫選項編號，以逗號分隔。負號表示不採取。例如 1, -3 表示：不能有1而無3。
advisor-conflict-rule-row = 規則{ $count }
advisor-conflict-rule-kind = 排除什麼
advisor-conflict-rule-kind-not-together = 以下各項不能並存
advisor-conflict-rule-kind-at-most-one = 以下各項至多採取一項
advisor-conflict-rule-kind-exactly-one = 以下各項恰好採取一項
advisor-conflict-rule-of = 選項編號
advisor-conflict-same = 視為同一局面的情形{ $count }
advisor-conflict-same-hint = 若其餘選項已無關緊要：填寫起決定作用的選項編號，例如 4。
advisor-conflict-rule-option = 沒有選項「{ $given }」：共有{ $count }行。請填寫選項編號，以逗號分隔。
advisor-conflict-rule-minus = 關於採取幾項的規則不用負號。請刪去負號，或選擇「以下各項不能並存」。
advisor-conflict-rule-alone = 關於採取幾項的規則至少需要兩個選項。
advisor-conflict-owner-missing = 「{ $option }」尚無決定方。請選擇由誰決定。
advisor-conflict-no-option = 尚無選項。請至少寫下一件某一方能做的事。
advisor-conflict-too-many-options = { $given }個選項超出本頁所能處理的數量；至多{ $most }個。請略去不起決定作用的選項。命令行可處理至多24個。
advisor-conflict-too-many-situations = { $given }個局面超出本頁所能處理的數量；至多{ $most }個。請略去一些選項，或排除更多組合。
advisor-conflict-too-many-rules = 已排除{ $given }個組合，超出表單所能處理的數量；至多{ $most }個。請略去一些選項，或以條件較少的規則書寫模型。
advisor-conflict-wishes = 各方想要什麼
advisor-conflict-wishes-hint = 若剛剛填寫了一個當事方，請按「更新表單」，其部分便會出現在此處。
advisor-conflict-language = 陳述的寫法
advisor-conflict-language-order = 每行一項陳述，最重要的在前。較前的陳述成立的局面，優於其不成立的任何局面，無論後面的陳述如何。
advisor-conflict-language-taken = 採取選項1
advisor-conflict-language-not = 不採取選項1
advisor-conflict-language-and = 兩項都採取
advisor-conflict-language-or = 至少採取其中一項
advisor-conflict-language-if = 若採取3，則也採取1
advisor-conflict-language-iff = 兩項都採取，或都不採取
advisor-conflict-language-brackets = 不同時採取：括號前的負號表示括號內的內容不成立
advisor-conflict-wish-own = { $party }想要什麼：己方的偏好
advisor-conflict-wish-guess = { $party }想要什麼：己方的推測
advisor-conflict-wish-told = { $party }自己說想要什麼（如其說過）
advisor-conflict-way = 表示方式
advisor-conflict-way-statements = 按重要程度排列的陳述
advisor-conflict-way-weights = 為每個選項填一個數
advisor-conflict-way-ranking = 為每個局面排名次
advisor-conflict-way-show = 顯示
advisor-conflict-statements = 陳述，每行一項，最重要的在前
advisor-conflict-ranking-later = 當事方、選項和規則填妥後，各局面會出現在此處。請再按「顯示」。
advisor-conflict-ranking-too-long = { $given }個局面過多，無法逐一排名；至多{ $most }個。請改用陳述或數字。
advisor-conflict-unsure = 其中哪些沒有把握？
advisor-conflict-unsure-hint = 可能應當對調的兩項，以編號表示：1-2 指第一與第二項陳述、選項1與選項2，或第一與第二名。多對以逗號分隔。
advisor-conflict-unsure-wrong = 「{ $given }」不是所列的兩個不同編號，或已超出可填的對數；至多{ $most }對。請填寫如 1-2。
advisor-conflict-wish-missing = 尚未說明{ $party }想要什麼。請寫下來；推測亦可。
advisor-conflict-statement-blank-row = { $party }的一項陳述提到選項{ $number }，而該行為空。請更正編號，或填寫該行。
advisor-conflict-weight-wrong = 「{ $given }」不是整數。請為選項{ $number }填寫整數，留空即為0。
advisor-conflict-place-missing = 「{ $situation }」尚無名次。請填寫；1為最優，同樣可取者可同名次。
advisor-conflict-place-wrong = 「{ $given }」不是「{ $situation }」的名次。請填寫1以上的整數。
advisor-conflict-note = 依據的來源
advisor-conflict-seed = 抽取所用的種子
advisor-conflict-seed-hint = 僅在沒有把握之處的情形多於所能查看的數量時使用。同一數字抽取結果相同。
advisor-conflict-seed-wrong = 種子：請填寫0至1,000,000之間的整數。
advisor-conflict-compute = 分析哪些局面能夠維持
advisor-conflict-more = 更新表單

# 結果
advisor-conflict-stopped = 在頁面可用的時間內未能完成分析。請略去一些選項，或排除更多組合。
advisor-conflict-now = 當前
advisor-conflict-headline-now = 當前：{ $situation }。{ $verdict }
advisor-conflict-headline = 可能的局面有{ $possible }個；{ $holding ->
        [0] 其中沒有能夠維持的。
       *[other] 其中{ $holding }個能夠維持，內有{ $feared }個僅因顧慮而維持。
    }
advisor-conflict-table = 各局面中採取了什麼
advisor-conflict-cell-yes = 是
advisor-conflict-cell-no = 否
advisor-conflict-cell-either = 均可
advisor-conflict-situations = 各局面及其原因
advisor-conflict-technical = 術語名稱：{ $name }。
advisor-conflict-situation-page = 查看該局面詳情
advisor-conflict-nobody-tempted = 沒有任何一方率先行動會更有利。
advisor-conflict-others = 其餘{ $count }項
advisor-conflict-more-there = 另有{ $count }項，見該局面的頁面。
advisor-conflict-rests-on = 須有哪些前提成立
advisor-conflict-together = 因雙方會同時行動而得以維持
advisor-conflict-together-says = 此處至少有兩方受到誘惑；但若同時付諸行動，任何一方的處境都不會更好。
advisor-conflict-open = 沒有把握之處
advisor-conflict-open-every = 已查看全部{ $cases }種情形：每一對均取兩種次序。所計為局面能否維持，且不僅出於顧慮。在任何情形下都不能維持的未列出{ $left ->
        [0] 。
       *[other] ，另有{ $left }個在較少情形下維持的也未列出。
    }
advisor-conflict-open-first = 時間只夠查看{ $cases }種情形。在這些情形下都維持的，未必在所有情形下都維持{ $left ->
        [0] 。
       *[other] ；另有{ $left }個局面未列出。
    }
advisor-conflict-open-drawn = 以種子{ $seed }抽取了{ $cases }種情形。在這些情形下都維持的，未必在所有情形下都維持{ $left ->
        [0] 。
       *[other] ；另有{ $left }個局面未列出。
    }
advisor-conflict-input-unsure = 對{ $party }沒有把握之處（成對編號）
advisor-conflict-gap-title = 對{ $party }的推測在何處產生誤導
advisor-conflict-gap-about = 將己方的推測與對方所說相對照。兩者得出不同結論之處，通一次電話或許勝過一份方案。
advisor-conflict-graph = 圖示
advisor-conflict-graph-about = 箭頭指向一方行動後最為有利的局面，並標有該方的編號。粗框能夠維持，虛線框僅因顧慮而維持，細框難以維持。下方表格列出全部獲益之處。
advisor-conflict-graph-party = { $number }指{ $party }。
advisor-conflict-graph-title = 各局面，以及誰行動後會更有利
advisor-conflict-node-holds = 能夠維持
advisor-conflict-node-fears = 僅因顧慮維持
advisor-conflict-node-falls = 難以維持
advisor-conflict-node-now = 當前：{ $verdict }
advisor-conflict-gains = 誰行動後會更有利（表格）
advisor-conflict-gain-from = 起點
advisor-conflict-gain-party = 獲益方
advisor-conflict-gain-by = 行動
advisor-conflict-gain-to = 終點
advisor-conflict-gains-cut = 表中僅列前{ $most }項。
advisor-conflict-weakest = 最薄弱之處：其他方的偏好屬於推測。每個局面之下列有其最易動搖的比較。
advisor-conflict-unfinished-open = 時間不足以查看沒有把握之處的全部情形。
advisor-conflict-unfinished-gap = 時間不足以將對{ $party }的推測與其所說相對照。
advisor-conflict-unfinished-path = 能否從當前局面到達，尚未查盡。
advisor-conflict-unfinished-ways = 時間不足以尋找代價最小的途徑。
advisor-conflict-file-json = 保存為文件
advisor-conflict-file-gmcr = 保存為 .gmcr

# 單個局面
advisor-conflict-is-now = 這是當前局面。
advisor-conflict-tempted = 誰受到誘惑，又為何止步
advisor-conflict-needed = 須作何種改變方能維持
advisor-conflict-needed-statements = 若以下{ $count }項陳述均改變次序，即已足夠：
advisor-conflict-needed-list = 這{ $count }項比較目前的情形
advisor-conflict-unfinished-coalitions = 誰會共同離開該局面，至多就{ $most }個當事方查找。
advisor-conflict-needed-states = 在{ $given }個局面中不作此項查找；至多{ $most }個。請先略去一些選項。
advisor-conflict-coalitions = 誰會共同離開該局面
advisor-conflict-moves = 由此出發，各方能做什麼？
advisor-conflict-no-move = 無：由此沒有其他行動。
advisor-conflict-move-gains = { $party }會更有利。
advisor-conflict-move-equal = 對{ $party }而言與現在同樣可取。
advisor-conflict-move-loses = { $party }會更不利。
advisor-conflict-move-to = 轉入
advisor-conflict-ways = 到達此處代價最小的途徑
advisor-conflict-ways-about = 依次考慮：不採取不可撤回之舉；途中損害最小；風險暴露最小；共同步驟少；步驟少。
advisor-conflict-way-number = 途徑{ $count }
advisor-conflict-ways-states = 在{ $given }個局面中不尋找途徑；至多{ $most }個。
advisor-conflict-ways-parties = 有{ $given }個當事方時不尋找途徑；至多{ $most }個。
advisor-conflict-paths = 如何從當前局面到達此處
advisor-conflict-path-gains = 若各方只採取對自己更有利的步驟
advisor-conflict-path-no-gains = 若各方只採取對自己更有利的步驟，則無法到達。
advisor-conflict-path-moves = 採取任何步驟，步數最少
advisor-conflict-path-no-moves = 以單方步驟無法到達。
advisor-conflict-copy = 寫入提案
advisor-conflict-copy-situation = 將此局面寫入提案
advisor-conflict-copy-step = 將第{ $number }步寫入提案
advisor-conflict-copy-in = 以下文字會寫入草稿，並不因此簽署或發送任何內容：
advisor-conflict-copy-stays = 留在此處的有：全部偏好、全部推測、全部結論，以及貴方的說明。
advisor-conflict-clause-does = { $party }採取：{ $options }。
advisor-conflict-clause-ends = { $party }停止：{ $options }。
advisor-conflict-inputs-all = 查看全部輸入及其數值
