# 闭门空间：不签署的便笺，到约定之日为止。以及在某日之前不予公开的空间。

notes-title = 便笺
notes-banner = 本空间为闭门空间，只签署各方商定的内容。便笺不签署，不构成任何证明，{ $date }之后由各节点删除。
notes-banner-over = 本空间为闭门空间。便笺应于{ $date }之后删除；已商定的内容保留。
notes-intro = 各成员均可阅读这些便笺。除非作者自行署名，便笺不显示出自何人，任何人都无法证明其出自何人。便笺按到达本节点的先后排列，次序并无含义。
notes-beyond = 其他成员所抄录、打印或记住的内容不在其列。
notes-none = 尚无便笺。
notes-over = 便笺已删除，不再接收新的便笺。
notes-words = 便笺内容
notes-name = 署名（可不填）
notes-write = 留下便笺
notes-left = 便笺已留下，正送交其他成员。
notes-closed = 闭门，便笺保留至{ $date }
notes-sealed = { $date }之前不予公开
notes-founded = { $title }已拟定，贵方已加入。待其他各方加入后即告成立。
notes-publish-early = 各成员商定，{ $date }之前不公开{ $title }的任何内容。贵方仍可公开，但其他各方会视之为违约。
notes-publish-sure = 仍要写出文件吗？请输入 yes：
notes-publish-not = 未写出任何内容。
notes-in-no-backup = 闭门空间的便笺不在任何备份之列，到期即须删除。
