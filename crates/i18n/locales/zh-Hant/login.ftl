# 登入席位：用密碼，或用一次性連結。

login-title = 登入
login-seat = 登入{ $party }的席位
login-name = 用戶名稱
login-password = 密碼
login-button = 登入
login-failed = 用戶名稱或密碼不正確。
login-wait = 嘗試次數過多。請在{ $seconds }秒後重試。
login-logged-out = 您已登出。

login-link-title = 一次性連結
login-link-about = 此連結供{ $person }登入{ $party }的席位，僅限一次。請按下按鈕使用。
login-link-button = 使用此連結登入
login-link-used = 此連結已使用或已過期。請向貴方節點的運維人員索取新連結。

login-new-password-about = 此密碼同時鎖定您在本節點的簽名密鑰。一旦忘記，任何人都無法找回；屆時須由貴方為新密鑰出示全權證書。
login-new-password-again = 再次輸入密碼
login-new-password-short = 至少使用{ $length }個字元。
login-new-password-differs = 兩次輸入的密碼不同。

# 頁面用語
login-help = 沒有帳戶？可請本節點的運維人員發送一次性鏈接。
login-link-until = { $time }前可以使用。
