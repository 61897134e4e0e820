# 这台机器上的故障：是什么、在何处、怎么办。

fault-not-seated = 本节点不代表该当事方。
fault-not-initialised = { $path } 中尚无当事方。请先运行 `detente init --dir { $path }`。
fault-already-initialised = { $path } 中已有当事方。请用 --dir 另选文件夹。
fault-file = 无法读写 { $path }（{ $cause }）。请核对它是否存在、是否归您所有。
fault-key = { $path } 中不是此处应有的32字节密钥。请改用正确的文件，或从备份恢复。
fault-not-due = 这些密钥不能取代当事方的密钥：身份日志所承诺的是另一根密钥或另一些恢复密钥，或尚有人未签署。
fault-epochs = 贵方以现有密钥在本空间弥合日志分叉的次数，已达其他各方节点所接受的上限。请先以 `detente key rotate` 更换密钥，然后再次弥合。
fault-void = 本节点载入的一项条目不产生效力，所办之事未成，其余内容无损。请再试一次；如仍有此提示，“共同记录”页面会显示该条目及其不产生效力的原因。此系本程序的缺陷，敬请报告。
fault-last-epoch = 贵方在本空间的日志分叉已弥合 255 次，已达各方节点所接受的最高次数，日志无法在此继续。请与其他各方另立新的空间。
fault-connection = 连接层无法启动（{ $cause }）。
fault-seal = 我方条目未能载入共同记录（{ $cause }）。未作任何签署。
fault-damaged = 所存数据与签署内容不符（{ $what }）。`detente record verify` 会逐一指明；`detente record repair` 保留完好的内容，其余由对方节点送回。
fault-busy = 另一进程一直在写入 { $file }。未写入任何内容；请重试。
fault-stopped = 写入 { $file } 失败。请检查磁盘，再运行一次。
fault-newer = { $file } 由本程序的较新版本写入（格式 { $found }；本版本只识别至 { $known }）。请更新程序。
fault-foreign = { $file } 是另一种数据库。请用 --dir 指定正确的文件夹。
fault-no-write-ahead = 该文件系统不能安全地存放 { $file }。请将文件夹放在本地磁盘上。
fault-unreadable = 无法读取 { $file }（{ $cause }）。请检查权限和磁盘，再运行 `detente doctor`。
fault-key-taken = 本节点已有人使用此密钥。密钥表明由谁签署，因此只能属于一人。
fault-login-taken = 登录名已被使用。请另选一个。
fault-no-such-person = 此处没有此人。`detente user list` 列出所有人。
fault-password = 无法使用该密码（{ $cause }）。
fault-invitation-version = 此邀请由本程序的另一版本生成。请更新两个节点中较旧的一个。
fault-contact-file = 这不是初次联系的文件，或已损坏。请对方重新写一个。
fault-not-invited = 此请求与本节点任何有效邀请均不对应：已被他人使用，或已过期。请重新邀请。
