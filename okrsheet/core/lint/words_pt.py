"""Portuguese, a beginning."""

from okrsheet.core.lint.vocabulary import Vocabulary


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORDS = Vocabulary(
    code="pt",
    up=_set("aumentar aumenta aumento elevar crescer crescimento ampliar dobrar expandir conquistar"),
    down=_set("reduzir reduz redução diminuir cortar baixar encurtar eliminar minimizar"),
    change=_set("aumentar elevar crescer ampliar dobrar expandir reduzir diminuir cortar baixar"),
    keep=_set("manter conservar preservar"),
    better=_set("melhorar otimizar fortalecer aprimorar modernizar simplificar evoluir potencializar"),
    reach=_set("alcançar atingir obter chegar gerar conseguir ter"),
    endless=_set(
        "apoiar ajudar analisar participar colaborar contribuir acompanhar explorar estudar "
        "pesquisar continuar promover incentivar"
    ),
    work=_set("organizar realizar conduzir treinar entrevistar planejar preparar apresentar"),
    make=_set(
        "criar entregar desenvolver implementar publicar escrever documentar definir construir "
        "concluir registrar calcular"
    ),
    launch=_set("lançar iniciar começar"),
    hire=_set("contratar recrutar"),
    feelings=_set("melhor melhores bom boa ótimo suficiente feliz felizes satisfeito mais"),
    subjective=_set("eficiente eficaz robusto moderno simples claro fácil"),
    lower_is_better=_set("custo custos tempo erros acidentes reclamações rotatividade atraso churn"),
    metrics=_set("receita satisfação qualidade produtividade cultura segurança nps vendas margem"),
    letters=_set("x y z n"),
    placeholders=_set("tbd xx xxx"),
    elsewhere=_set("meta metas plano orçamento"),
    articles=_set("o a os as um uma"),
    small=_set(
        "o a os as um uma de da do das dos em no na nos nas por para com e ou que até ao à aos às "
        "pelo pela é são ser sem sobre entre"
    ),
    states=_set("é são está estão tem têm foi foram"),
    origin=_set("de"),
    goal=_set("para"),
    step=_set("em por"),
    now=_set("atual atualmente hoje antes anteriormente base"),
    at_least=_set("mínimo acima menos"),
    at_most=_set("máximo abaixo"),
    more=_set("mais maior superior"),
    less=_set("menos menor inferior"),
    than=_set("de que"),
    negations=_set("não"),
    numbers={"zero": 0.0, "dois": 2.0, "duas": 2.0, "três": 3.0, "quatro": 4.0, "cinco": 5.0,
             "seis": 6.0, "sete": 7.0, "oito": 8.0, "nove": 9.0, "dez": 10.0, "cem": 100.0},
    scales={"mil": 1e3, "milhão": 1e6, "milhões": 1e6, "bilhões": 1e9, "k": 1e3},
    months=_set(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro "
        "jan fev mar abr mai jun jul ago set out nov dez"
    ),
    periods={"segundos": "seconds", "minutos": "minutes", "horas": "hours", "hora": "hours",
             "dias": "days", "dia": "days", "semanas": "weeks", "semana": "weeks",
             "meses": "months", "mês": "months", "anos": "years", "ano": "years"},
    short_periods=_set("seconds minutes hours days"),
    within=_set("em dentro durante após a cada nos nas próximos últimos"),
    places=_set("em com para por nos nas"),
    labels=_set("fase versão nível etapa semana dia top iso parte"),
    deadlines=_set("q1 q2 q3 q4 t1 t2 t3 t4 trimestre"),
    done=("ado", "ido", "ada", "ida"),
    per=_set("por cada"),
    and_words=_set("e"),
    continuing=_set("continuar manter"),
    incremental=_set("ligeiramente gradualmente pouco"),
    decimal_comma=True,
)  # fmt: skip
