# 命令行中的备份、恢复与修复。

backup-written = 已在 { $folder } 中核验{ $spaces }个关系的{ $entries }个条目。
backup-without-keys = 其中不含密钥：请另行保存密钥副本，或用 --keys 制作备份。
backup-without-private = 其中不含人员、草稿和内部文件：如需包含，请用 --private。
backup-keep-safe = 请像保管这台机器一样保管 { $folder }：持有者可以读取内容，或以本节点名义行事。
backup-unsound = 其中有内容与签署时不符。请用 `detente record repair` 修复节点，然后重新备份。
backup-restored = { $folder } 已就绪：{ $spaces }个关系，{ $entries }个条目。
backup-restored-doubt = 下一步：`detente serve`。在所有其他成员的节点告知此备份之后签署过什么之前，不签署任何内容；之后自动继续。原先等候的签署已放弃，并会告知签署人。
backup-restored-empty = 备份中没有共同记录。请向每个对方节点索取 `detente peer invite --again` 的邀请，并用 `detente peer accept` 接受：对方节点会送回全部内容。
backup-restored-nobody = 目前尚无人可以登录：请用 `detente user add` 重新添加人员。
backup-repaired = { $kept }个条目完好，予以保留；{ $missing ->
        [0] 没有缺失。
       *[other] 缺失{ $missing }个。
    }
backup-repaired-aside = 受损文件现为 { $file }。不再读取；一切正常后可删除。
backup-repaired-next = 下一步：`detente serve`。对方节点会送回缺失的内容，在此之前不签署任何内容。
backup-repaired-peers = 关于某一对方节点的信息已受损。请向其索取 `detente peer invite --again` 的邀请。
backup-invited-again = 请以双方都信任的方式交给对方。此邀请不创立任何关系：对方节点与本节点重新建立联系，并取回所失内容。在 `detente serve` 运行期间，七天之内，可用一次。
backup-met-doubt = 本方此前可能已加入该关系。其他节点答复之后，请运行 `detente space join`。
backup-not-one = { $path } 不是备份：其中没有身份文件。请指明 `detente backup` 所写的文件夹。
backup-other-keys = { $path } 中的密钥不属于本当事方。请用 --keys 指明正确的文件夹。
backup-in-use = 另一进程正在使用 { $path }。请将其停止（可能是 `detente serve`），然后重试。
backup-status-doubt = 恢复后尚待确认：以下节点答复之前，不在此签署任何内容：{ $parties }
