# 應請求刪除文字：由誰提出，各方節點如何處理。

erasure-title = 刪除請求
erasure-intro = 一方可以請求刪除某些文字。各方自行決定本方節點如何處理，並在此說明。任何一方都不能刪除另一方節點上的內容，各項證明依然成立。
erasure-none = 尚無任何一方請求刪除內容。
erasure-asked = { $party }請求刪除條目{ $entry }中的文字
erasure-asked-unknown = { $party }請求刪除本節點所不知的文字
erasure-basis = 法律依據
erasure-basis-hint = 以文字說明：依據何項法律、何處法院、何人意願。本空間的所有成員都會看到。請勿重複所涉文字本身。
erasure-erased = { $party }：已刪除
erasure-kept = { $party }：予以保留
erasure-unanswered = { $party }：尚未答覆
erasure-words = 應{ $asker }請求，{ $party }已在此刪除。
erasure-which = 哪些文字
erasure-reason = 理由（可不填）
erasure-act-ask = 請求刪除
erasure-act-ask-commits = 貴方請求所有持有這些文字的各方予以刪除。各方自行決定並作出說明。
erasure-act-erase = 在此刪除
erasure-act-erase-commits = 貴方節點從其全部檔案中刪除這些文字，貴方並在共同記錄中說明。此舉不可撤銷。節點以外的副本不在其列，如備份、證據包、列印件，請運維人員另行處理。
erasure-act-keep = 予以保留
erasure-act-keep-commits = 貴方節點保留這些文字，貴方並在共同記錄中說明。日後仍可刪除。
erasure-effect = 一經簽署，這些文字即從本節點刪除。
erasure-link = 本空間的刪除請求
