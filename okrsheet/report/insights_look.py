"""How the page of insights looks, beside what all pages share.

Every colour comes with a word, a sign or a number.
"""

from typing import Final

from okrsheet.core.insights_told import Mood
from okrsheet.report.look import ACCENT, DESK, INK, LINE, PAPER, QUIET
from okrsheet.workbook.look import PAINTS

PAINT_OF: Final = {
    Mood.GOOD: PAINTS["Green"],
    Mood.WATCH: PAINTS["Yellow"],
    Mood.ACT: PAINTS["Red"],
    Mood.EARLY: PAINTS["No data"],
}


def mood_look(mood: Mood) -> str:
    """The class of a mood."""
    return f"m-{mood.lower().replace(' ', '-')}"


_MOODS: Final = "".join(
    f".{mood_look(mood)}{{background:#{paint.fill};color:#{paint.ink}}}"
    for mood, paint in PAINT_OF.items()
)

STYLE: Final = f"""
:root{{--ink:{INK};--quiet:{QUIET};--line:{LINE};--accent:{ACCENT};--paper:{PAPER};--desk:{DESK};
--low:#FFDD87;--low-ink:#4A3500;--high:#BFDDF2;--high-ink:#0B3A5C;--right:#E4F3EC;--right-ink:#00523A;
--c1:#17506B;--c1-ink:#FFFFFF;--c2:#9CC7DA;--c2-ink:#10303F;--c3:#F0B94D;--c3-ink:#3A2600;
--c4:#CDEBDD;--c4-ink:#00422F;--c5:#FFFFFF;--c5-ink:{QUIET};--h:23,80,107}}
.page .desk{{table-layout:fixed}}
.page .sheet{{max-width:920px!important}}
.todo{{margin:14px 0 0;padding:0;list-style:none;font-size:16px;line-height:1.4}}
.todo li{{margin:5px 0 0;padding:0 0 0 22px;position:relative}}
.todo li::before{{content:"\\2192";position:absolute;left:0}}
.tiles6{{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin:0 0 16px}}
.kpi{{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:11px 14px 13px;
color:var(--ink);text-decoration:none;display:block;break-inside:avoid}}
.kpi:first-child{{grid-column:span 2;display:grid;grid-template-columns:1fr 1fr;gap:0 18px}}
.kpi b{{display:block;font-size:13px;font-weight:600;color:var(--accent)}}
.kpi .n{{display:flex;align-items:center;gap:10px;font-size:27px;line-height:1.2;font-weight:600;
font-variant-numeric:tabular-nums;margin:3px 0 1px}}
.kpi .l{{display:block;font-size:13px;line-height:1.3;color:var(--quiet)}}
.kpi .spark{{height:auto;min-height:54px;align-self:stretch}}
.m{{padding:0 8px 1px;border-radius:9px;font-size:12px;font-weight:600;line-height:1.5;
white-space:nowrap}}
{_MOODS}
.say{{margin:0 0 4px;font-size:16px;line-height:1.4;max-width:46em;text-wrap:pretty}}
.cap{{margin:14px 0 5px;font-size:13px;color:var(--quiet)}}
.note{{margin:8px 0 0;font-size:12.5px;color:var(--quiet)}}
.panels{{display:grid;grid-template-columns:repeat(auto-fill,minmax(215px,1fr));gap:14px 22px}}
.panel{{min-width:0;break-inside:avoid;display:flex;flex-direction:column}}
.panel .spark{{margin-top:auto}}
.panel .h{{display:flex;align-items:baseline;gap:8px}}
.panel .who{{flex:1;min-width:0;font-weight:600;font-size:14px}}
.panel .v{{font-size:18px;font-weight:600;font-variant-numeric:tabular-nums}}
.panel .d,.panel .f{{font-size:12.5px;color:var(--quiet);font-variant-numeric:tabular-nums}}
.panel .f{{display:flex;justify-content:space-between}}
.spark{{display:block;width:100%;height:54px;overflow:visible}}
.spark.low{{height:30px}}
.spark path,.spark line{{vector-effect:non-scaling-stroke;fill:none}}
.s-line{{stroke:var(--accent);stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}}
.s-dot{{stroke:var(--accent);stroke-width:8;stroke-linecap:round}}
.s-hit{{stroke:var(--quiet);stroke-width:1;stroke-dasharray:3 4}}
.s-base{{stroke:var(--line);stroke-width:1}}
.big{{display:block;width:100%;max-width:560px;height:auto}}
.big text{{fill:var(--quiet);font-size:11px}}
.big .t-ink{{fill:var(--ink);font-weight:600}}
.big .dot{{fill:var(--accent)}}
.big .grid{{stroke:var(--line)}}
.big .ring{{fill:var(--accent);fill-opacity:.42;stroke:var(--accent);stroke-width:1}}
.big .even{{stroke:var(--quiet);stroke-dasharray:4 4}}
.plot{{position:relative;height:190px;margin:22px 4px 40px 30px;font-size:12px;
font-variant-numeric:tabular-nums;color:var(--quiet)}}
.plot svg{{position:absolute;inset:0;width:100%;height:100%;overflow:visible}}
.plot svg *{{vector-effect:non-scaling-stroke;fill:none}}
.plot span{{position:absolute;line-height:1;white-space:nowrap}}
.plot .y{{left:-30px;width:24px;text-align:right;margin-top:-6px}}
.plot .at{{color:var(--ink);font-weight:600;font-size:13px;transform:translate(-50%,-21px);
text-shadow:0 0 3px var(--paper),0 0 3px var(--paper),0 0 3px var(--paper)}}
.plot .q{{top:100%;margin-top:9px;transform:translateX(-50%)}}
.side{{display:flex;flex-wrap:wrap;gap:8px 28px;align-items:flex-start}}
.side>*{{flex:1 1 300px;min-width:0}}
.end-m{{margin-right:6px}}
.grid-wrap{{overflow-x:auto}}
.g{{border-collapse:separate;border-spacing:3px;width:100%;font-size:13px;
font-variant-numeric:tabular-nums}}
.g th{{font-weight:400;color:var(--quiet);font-size:12px;text-align:center;padding:0 2px;
overflow-wrap:normal;word-break:normal;vertical-align:bottom}}
.g th:first-child,.g td:first-child{{text-align:left;padding-left:0}}
.g td{{text-align:center;padding:4px 3px;border-radius:4px;line-height:1.25;
overflow-wrap:normal;word-break:normal}}
.g td:first-child{{font-weight:600;min-width:92px;overflow-wrap:anywhere}}
.g .none{{color:var(--quiet)}}
.g .low{{background:var(--low);color:var(--low-ink)}}
.g .high{{background:var(--high);color:var(--high-ink)}}
.g .right{{background:var(--right);color:var(--right-ink)}}
.g small{{display:block;font-size:11px}}
.key{{display:inline-block;margin:0 14px 3px 0;white-space:nowrap}}
.key i{{display:inline-block;width:13px;height:13px;border-radius:3px;margin:0 5px 0 0;
vertical-align:-2px;border:1px solid var(--line)}}
.k-low{{background:var(--low)}}.k-high{{background:var(--high)}}.k-right{{background:var(--right)}}
.k-c1,.b-c1{{background:var(--c1);color:var(--c1-ink)}}
.k-c2,.b-c2{{background:var(--c2);color:var(--c2-ink)}}
.k-c3,.b-c3{{background:var(--c3);color:var(--c3-ink)}}
.k-c4,.b-c4{{background:var(--c4);color:var(--c4-ink)}}
.k-c5,.b-c5{{background:var(--c5);color:var(--c5-ink)}}
.bar{{display:flex;gap:2px;height:24px;font-size:12.5px;font-weight:600;line-height:24px}}
.bar span{{min-width:17px;text-align:center;border-radius:3px;overflow:hidden}}
.b-c5{{box-shadow:inset 0 0 0 1px var(--line)}}
.bars{{display:grid;grid-template-columns:max-content 1fr;gap:5px 12px;align-items:center;
font-size:13px}}
.bars>span{{color:var(--quiet);font-variant-numeric:tabular-nums;max-width:11em}}
.item{{display:grid;grid-template-columns:1fr 150px;gap:2px 20px;padding:10px 0;
border-top:1px solid var(--line);break-inside:avoid}}
.item .x{{min-width:0}}
.item .x div{{font-size:13px;color:var(--quiet)}}
.item .end{{font-size:12.5px;color:var(--quiet);display:flex;justify-content:space-between}}
@media screen and (prefers-color-scheme:dark){{
:root{{--ink:#E4EAED;--quiet:#A5B3BB;--line:#33414A;--accent:#8CCBE4;--paper:#1B2329;--desk:#12171B;
--low:#5B4300;--low-ink:#FFE3A3;--high:#123F5F;--high-ink:#CBE6FA;--right:#123B2C;
--right-ink:#BDE8D5;--c1:#8CCBE4;--c1-ink:#0A222E;--c2:#2F6E8B;--c2-ink:#FFFFFF;--c3:#B9852A;
--c3-ink:#1C1200;--c4:#1F5A45;--c4-ink:#D9F3E7;--c5:#1B2329;--c5-ink:#A5B3BB;--h:140,203,228}}
}}
@media screen and (max-width:640px){{
.plot{{height:150px}}
.plot .narrow{{display:none}}
.wide{{display:none}}
.tiles6{{grid-template-columns:repeat(2,1fr);gap:8px;margin-bottom:10px}}
.kpi{{padding:9px 10px 10px}}
.kpi .n{{font-size:23px;gap:7px}}
.kpi .l{{font-size:12px}}
.panels{{grid-template-columns:repeat(2,1fr);gap:14px 16px}}
.item{{grid-template-columns:1fr}}
.g{{border-spacing:2px;font-size:12px}}
.g td{{padding:4px 1px}}
.g td:first-child{{min-width:70px}}
.todo{{font-size:15px}}
.g th{{font-size:11px}}
}}
@media screen and (max-width:360px){{
.g{{font-size:11px;border-spacing:1px}}
.g th{{font-size:10px;padding:0}}
.g td:first-child{{min-width:50px}}
}}
@media print{{
.page .sheet{{max-width:none}}
.tiles6{{grid-template-columns:repeat(4,1fr);gap:5px;margin:0 0 4px}}
.kpi{{padding:4px 8px;break-inside:avoid}}
.kpi b,.kpi .l{{font-size:9px}}
.kpi .n{{font-size:15px;margin:0}}.kpi .spark{{min-height:20px}}
.todo{{font-size:11px;margin-top:3px}}.todo li{{margin:1px 0 0;padding-left:16px}}
.plot{{height:95px;margin:14px 4px 16px 24px;font-size:9px}}
.plot .at{{font-size:9.5px;transform:translate(-50%,-14px)}}
.plot .y{{left:-26px;width:20px}}.plot .q{{margin-top:5px}}
.m{{font-size:8.5px}}
.say{{font-size:11px;margin:1px 0}}
.cap,.note{{font-size:9px;margin:4px 0 2px}}
.panels{{grid-template-columns:repeat(5,1fr);gap:6px 14px}}
.panel .who{{font-size:10px}}.panel .v{{font-size:12px}}
.panel .d,.panel .f{{font-size:8.5px}}
.s-dot{{stroke-width:5}}.s-line{{stroke-width:1.4}}
.spark{{height:32px}}.spark.low{{height:18px}}
.big{{max-width:330px}}
.g{{font-size:9.5px;border-spacing:2px}}.g td{{padding:1px 2px}}.g th,.g small{{font-size:8.5px}}
.bar{{height:15px;line-height:15px;font-size:9px}}.bars{{font-size:9px;gap:3px 8px}}
.item{{padding:3px 0;grid-template-columns:1fr 130px}}
.item .x div,.item .end{{font-size:9px}}
.card{{padding:5px 0 7px!important}}
.card,.g tr,.panel,.bars{{break-inside:avoid}}
.cap,.head,.say{{break-after:avoid}}
}}
"""
"""Nothing in it comes from a workbook."""
