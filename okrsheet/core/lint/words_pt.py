"""Portuguese, a beginning."""

from okrsheet.core.lint.vocabulary import Vocabulary, listed

WORDS = Vocabulary(
    code="pt",
    up=listed(
        "aumentar aumenta aumento elevar crescer crescimento ampliar dobrar expandir "
        "conquistar"
    ),
    down=listed("reduzir reduz redução diminuir cortar baixar encurtar eliminar minimizar"),
    change=listed("aumentar elevar crescer ampliar dobrar expandir reduzir diminuir cortar baixar"),
    keep=listed("manter conservar preservar"),
    better=listed("melhorar otimizar fortalecer aprimorar modernizar simplificar evoluir"),
    reach=listed("alcançar atingir obter chegar gerar conseguir ter"),
    endless=listed(
        "apoiar ajudar analisar participar colaborar contribuir acompanhar explorar estudar "
        "pesquisar continuar promover incentivar"
    ),
    work=listed("organizar realizar conduzir treinar entrevistar planejar preparar apresentar"),
    make=listed(
        "criar entregar desenvolver implementar publicar escrever documentar definir "
        "construir concluir registrar calcular"
    ),
    launch=listed("lançar iniciar começar"),
    hire=listed("contratar recrutar"),
    feelings=listed("melhor melhores bom boa ótimo suficiente feliz felizes satisfeito mais"),
    subjective=listed("eficiente eficaz robusto moderno simples claro fácil"),
    lower_is_better=listed("custo custos tempo erros acidentes reclamações rotatividade atraso"),
    service=listed("disponibilidade uptime sla"),
    metrics=listed("receita satisfação qualidade produtividade cultura segurança nps vendas"),
    letters=listed("x y z n"),
    placeholders=listed("tbd xx xxx"),
    elsewhere=listed("meta metas plano orçamento"),
    articles=listed("o a os as um uma"),
    small=listed(
        "o a os as um uma de da do das dos em no na nos nas por para com e ou que até ao à "
        "aos às pelo pela é são ser sem sobre entre"
    ),
    states=listed("é são está estão tem têm foi foram"),
    origin=listed("de"),
    goal=listed("para"),
    step=listed("em por"),
    now=listed("atual atualmente hoje antes anteriormente base"),
    at_least=listed("mínimo acima menos"),
    at_most=listed("máximo abaixo"),
    more=listed("mais maior superior"),
    less=listed("menos menor inferior"),
    than=listed("de que"),
    negations=listed("não"),
    numbers={"zero": 0.0, "dois": 2.0, "duas": 2.0, "três": 3.0, "quatro": 4.0, "cinco": 5.0,
             "seis": 6.0, "sete": 7.0, "oito": 8.0, "nove": 9.0, "dez": 10.0, "cem": 100.0},
    scales={"mil": 1e3, "milhão": 1e6, "milhões": 1e6, "bilhões": 1e9, "k": 1e3},
    months=listed(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
        "dezembro jan fev mar abr mai jun jul ago set out nov dez"
    ),
    periods={"segundos": "seconds", "minutos": "minutes", "horas": "hours", "hora": "hours",
             "dias": "days", "dia": "days", "semanas": "weeks", "semana": "weeks",
             "meses": "months", "mês": "months", "anos": "years", "ano": "years"},
    short_periods=listed("seconds minutes hours days"),
    within=listed("em dentro durante após a cada nos nas próximos últimos"),
    places=listed("em com para por nos nas"),
    labels=listed("fase versão nível etapa semana dia top iso parte"),
    deadlines=listed("q1 q2 q3 q4 t1 t2 t3 t4 trimestre"),
    done=("ado", "ido", "ada", "ida"),
    ranges=listed("entre"),
    per=listed("por cada"),
    and_words=listed("e"),
    continuing=listed("continuar manter"),
    incremental=listed("ligeiramente gradualmente pouco"),
    decimal_comma=True,
)  # fmt: skip
