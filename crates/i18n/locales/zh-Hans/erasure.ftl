# 应请求删除文字：由谁提出，各方节点如何处理。

erasure-title = 删除请求
erasure-intro = 一方可以请求删除某些文字。各方自行决定本方节点如何处理，并在此说明。任何一方都不能删除另一方节点上的内容，各项证明依然成立。
erasure-none = 尚无任何一方请求删除内容。
erasure-asked = { $party }请求删除条目{ $entry }中的文字
erasure-asked-unknown = { $party }请求删除本节点所不知的文字
erasure-basis = 法律依据
erasure-basis-hint = 以文字说明：依据何项法律、何处法院、何人意愿。本空间的所有成员都会看到。请勿重复所涉文字本身。
erasure-erased = { $party }：已删除
erasure-kept = { $party }：予以保留
erasure-unanswered = { $party }：尚未答复
erasure-words = 应{ $asker }请求，{ $party }已在此删除。
erasure-which = 哪些文字
erasure-reason = 理由（可不填）
erasure-act-ask = 请求删除
erasure-act-ask-commits = 贵方请求所有持有这些文字的各方予以删除。各方自行决定并作出说明。
erasure-act-erase = 在此删除
erasure-act-erase-commits = 贵方节点从其全部文件中删除这些文字，贵方并在共同记录中说明。此举不可撤销。节点以外的副本不在其列，如备份、证据包、打印件，请运维人员另行处理。
erasure-act-keep = 予以保留
erasure-act-keep-commits = 贵方节点保留这些文字，贵方并在共同记录中说明。日后仍可删除。
erasure-effect = 一经签署，这些文字即从本节点删除。
erasure-link = 本空间的删除请求
