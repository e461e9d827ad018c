"""Spanish, a beginning."""

from okrsheet.core.lint.vocabulary import Vocabulary, listed

WORDS = Vocabulary(
    code="es",
    up=listed(
        "aumentar aumento incrementar incremento elevar subir crecer crecimiento ampliar duplicar "
        "expandir captar"
    ),
    down=listed("reducir reducción disminuir bajar recortar acortar minimizar eliminar"),
    change=listed(
        "aumentar incrementar elevar subir crecer ampliar expandir reducir disminuir bajar recortar"
    ),
    keep=listed("mantener conservar preservar"),
    better=listed(
        "mejorar optimizar fortalecer reforzar potenciar modernizar simplificar fomentar impulsar"
    ),
    reach=listed("alcanzar lograr obtener conseguir llegar generar tener superar cumplir"),
    endless=listed(
        "apoyar ayudar analizar participar colaborar contribuir acompañar explorar estudiar "
        "investigar continuar promover incentivar"
    ),
    work=listed("organizar realizar entrevistar capacitar formar planificar preparar presentar"),
    make=listed(
        "crear entregar desarrollar implementar publicar escribir redactar documentar definir "
        "construir completar diseñar"
    ),
    launch=listed("lanzar iniciar comenzar"),
    hire=listed("contratar reclutar"),
    feelings=listed("mejor mejores bueno buena suficiente feliz felices contento satisfecho más"),
    subjective=listed("eficiente eficaz robusto moderno sencillo claro fácil adecuado"),
    lower_is_better=listed(
        "costo coste costos costes tiempo tiempos errores accidentes quejas rotación retraso bajas"
    ),
    service=listed("disponibilidad sla"),
    metrics=listed(
        "ingresos ventas satisfacción calidad productividad cultura seguridad nps retención"
    ),
    letters=listed("x y z n"),
    placeholders=listed("tbd xx xxx"),
    elsewhere=listed("meta metas plan presupuesto"),
    articles=listed("el la los las un una"),
    small=listed(
        "el la los las un una unos unas de del en por para con y o que hasta al a es son ser sin "
        "sobre entre su sus se lo"
    ),
    states=listed("es son está están tiene tienen fue fueron"),
    origin=listed("de desde"),
    goal=listed("a hasta"),
    step=listed("en un por"),
    now=listed("actual actualmente hoy antes anteriormente base"),
    at_least=listed("mínimo menos"),
    at_most=listed("máximo"),
    more=listed("más mayor superior"),
    less=listed("menos menor inferior"),
    than=listed("de que"),
    negations=listed("no"),
    numbers={
        "cero": 0.0,
        "dos": 2.0,
        "tres": 3.0,
        "cuatro": 4.0,
        "cinco": 5.0,
        "seis": 6.0,
        "siete": 7.0,
        "ocho": 8.0,
        "nueve": 9.0,
        "diez": 10.0,
        "cien": 100.0,
    },
    scales={"mil": 1e3, "millón": 1e6, "millones": 1e6, "k": 1e3, "m": 1e6},
    months=listed(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    ),
    periods={
        "segundos": "seconds",
        "minutos": "minutes",
        "horas": "hours",
        "hora": "hours",
        "días": "days",
        "día": "days",
        "semanas": "weeks",
        "semana": "weeks",
        "meses": "months",
        "mes": "months",
        "años": "years",
        "año": "years",
        "trimestre": "quarters",
    },
    short_periods=listed("seconds minutes hours days"),
    within=listed("en dentro durante tras cada próximos últimos"),
    places=listed("en con para por"),
    labels=listed("fase versión nivel etapa semana día top iso parte"),
    deadlines=listed("q1 q2 q3 q4 t1 t2 t3 t4 trimestre"),
    done=("ado", "ido", "ada", "ida", "ados", "idos", "adas", "idas"),
    ranges=listed("entre"),
    per=listed("por cada"),
    rhythms=listed("día semana mes trimestre"),
    and_words=listed("y"),
    continuing=listed("continuar mantener seguir"),
    incremental=listed("ligeramente gradualmente poco"),
    decimal_comma=True,
)
