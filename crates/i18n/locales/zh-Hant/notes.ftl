# 閉門空間：不簽署的便箋，到約定之日為止。以及在某日之前不予公開的空間。

notes-title = 便箋
notes-banner = 本空間為閉門空間，只簽署各方商定的內容。便箋不簽署，不構成任何證明，{ $date }之後由各節點刪除。
notes-banner-over = 本空間為閉門空間。便箋應於{ $date }之後刪除；已商定的內容保留。
notes-intro = 各成員均可閱讀這些便箋。除非作者自行署名，便箋不顯示出自何人，任何人都無法證明其出自何人。便箋按到達本節點的先後排列，次序並無含義。
notes-beyond = 其他成員所抄錄、列印或記住的內容不在其列。
notes-none = 尚無便箋。
notes-over = 便箋已刪除，不再接收新的便箋。
notes-words = 便箋內容
notes-name = 署名（可不填）
notes-write = 留下便箋
notes-left = 便箋已留下，正送交其他成員。
notes-closed = 閉門，便箋保留至{ $date }
notes-sealed = { $date }之前不予公開
notes-founded = { $title }已擬定，貴方已加入。待其他各方加入後即告成立。
notes-publish-early = 各成員商定，{ $date }之前不公開{ $title }的任何內容。貴方仍可公開，但其他各方會視之為違約。
notes-publish-sure = 仍要寫出檔案嗎？請輸入 yes：
notes-publish-not = 未寫出任何內容。
notes-in-no-backup = 閉門空間的便箋不在任何備份之列，到期即須刪除。
