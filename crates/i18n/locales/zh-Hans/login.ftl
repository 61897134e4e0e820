# 登录席位：用密码，或用一次性链接。

login-title = 登录
login-seat = 登录{ $party }的席位
login-name = 用户名
login-password = 密码
login-button = 登录
login-failed = 用户名或密码不正确。
login-wait = 尝试次数过多。请在{ $seconds }秒后重试。
login-logged-out = 您已退出登录。

login-link-title = 一次性链接
login-link-about = 此链接供{ $person }登录{ $party }的席位，仅限一次。请按下按钮使用。
login-link-button = 使用此链接登录
login-link-used = 此链接已使用或已过期。请向贵方节点的运维人员索取新链接。

login-new-password-about = 此密码同时锁定您在本节点的签名密钥。一旦忘记，任何人都无法找回；届时须由贵方为新密钥出示全权证书。
login-new-password-again = 再次输入密码
login-new-password-short = 至少使用{ $length }个字符。
login-new-password-differs = 两次输入的密码不同。

# 页面用语
login-help = 没有账户？可请本节点的运维人员发送一次性链接。
login-link-until = { $time }前可以使用。
