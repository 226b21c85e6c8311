# Lo que dicen los comentarios.
said-kicker = Lo que dicen los clientes
said-factor-reliability = Fiabilidad
said-factor-assurance = Seguridad
said-factor-tangibles = Elementos tangibles
said-factor-empathy = Empatía
said-factor-responsiveness = Capacidad de respuesta
said-no-factor = Ningún factor
said-comments =
    { $comments ->
        [one] { $comments-written } comentario
       *[other] { $comments-written } comentarios
    }, { $clauses ->
        [one] { $clauses-written } cláusula
       *[other] { $clauses-written } cláusulas
    }
said-language-en = inglés { $comments-written }
said-language-id = indonesio { $comments-written }
said-language-es = español { $comments-written }
said-blank = { $blank-written } sin palabras
said-complaints = Quejas
said-mentions = Menciones
said-compliments = Elogios
said-head-factor = Factor
said-head-exceeded = Más de lo esperado
said-head-share = Quejas entre las que juzgan
said-head-comments = Comentarios
said-few = muy pocas
said-section-factors = Los cinco factores
said-section-groups = Grupos lado a lado
said-section-words = Con sus palabras
said-section-care = Cuán seguro es esto
said-table-factors = Cláusulas por factor
said-finding-complaints =
    La mayoría de las quejas son sobre { $factor }: { $count ->
        [one] { $count-written } cláusula
       *[other] { $count-written } cláusulas
    } de { $all-written } que se quejan de alguno de los cinco factores.
said-finding-share = Lo que se dice de { $factor } es lo peor: el { $share } de las cláusulas que lo juzgan se quejan ({ $low } a { $high }).
said-finding-compliments =
    La mayoría de los elogios son para { $factor }: { $count ->
        [one] { $count-written } cláusula
       *[other] { $count-written } cláusulas
    }, de las que { $exceeded-written } dicen más de lo esperado.
said-finding-few = Hay muy pocos comentarios para decir qué factor destaca; menos de diez cláusulas juzgan cada uno.
said-caution-unsure = El lector duda de { $unsure-written } de { $clauses-written } cláusulas: cree que sus propias etiquetas son más probablemente erróneas. Léalas antes de fiarse de una sola.
said-caution-uncorrected = Los recuentos son como lee la máquina, sin corregir sus errores. Confíe en el orden de los factores y en las diferencias grandes; compruebe las cláusulas sueltas. Quien deja un comentario no es una muestra de todos los clientes.
said-table-note = █ quejas ▒ menciones ░ elogios; la proporción de quejas es entre las cláusulas que juzgan, con su intervalo del 95 % (Wilson). Una cláusula sobre dos factores cuenta en ambos.
said-table-note-html = La proporción de quejas es entre las cláusulas que juzgan, con su intervalo del 95 % (Wilson), a partir de diez cláusulas. Una cláusula sobre dos factores cuenta en ambos.
said-by-note = Proporción de quejas entre las cláusulas que juzgan un factor; nada por debajo de diez.
said-quote-of = (comentario { $comment-written })
said-refused = Filas que no se pudieron leer
said-small-groups =
    { $groups ->
        [one] { $groups-written } grupo demasiado pequeño para mostrarse solo
       *[other] { $groups-written } grupos demasiado pequeños para mostrarse solos
    }
