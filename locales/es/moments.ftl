# moments: touchpoints, moments of truth, the board of moments, commitments.

## What became of an expectation
moments-judgement-nothing = Nada
moments-judgement-met = Cumplida
moments-judgement-exceeded = Superada
moments-judgement-disappointed = Defraudada

## Noting one
moments-new-title = ¿Cómo le fue al cliente?
moments-where = ¿Dónde fue?
moments-with = Con
moments-send = Anotar
moments-factor-reliability = lo prometido, a tiempo
moments-factor-assurance = sabe, cortés, da confianza
moments-factor-tangibles = lo que se ve
moments-factor-empathy = trato personal
moments-factor-responsiveness = pronto y con ganas
moments-more-to-say = ¿Algo más que contar, o fue antes?
moments-words = ¿Qué pasó?
moments-at = ¿Cuándo fue?
moments-at-help = Déjelo vacío si fue ahora. Se admite hasta 30 días atrás.
moments-whom = ¿Es un cliente conocido?
moments-find = Nombre, teléfono o número
moments-find-go = Buscar
moments-find-help = Abra su ficha y anote el momento desde allí: así queda en ella.
moments-touchpoint-missing = ¿Dónde fue? Elija el punto de contacto.
moments-at-unknown = Esto no es un día con su hora. Elíjalo en el calendario, o déjelo vacío si fue ahora.
moments-sent-before = Esto ya se anotó con otro contenido, y queda lo que se anotó primero. Envíelo otra vez para anotarlo como otro momento.
moments-retracted = Retirado, como si nunca se hubiera anotado.

## One moment
moments-noted-title = Anotado
moments-one-title = Momento de la verdad
moments-noted = Gracias, ya está en el tablero.
moments-case = El cliente quedó defraudado, por eso hay un caso de recuperación abierto. Repárelo mientras está fresco.
moments-case-go = Ir al caso
moments-another = Otro aquí mismo
moments-back-to = Volver a { $name }
moments-retract = Retirar
moments-retract-help = Quien lo anotó puede hacerlo durante diez minutos.
moments-by = Anotado por { $name }
moments-by-pulse = Lo dijo el cliente
moments-to-board = Al tablero

## The board
moments-board-title = Momentos de la verdad
moments-board-lead = Dónde nos encuentran los clientes, y dónde eso los defrauda.
moments-note-one = Anotar un momento
moments-note-here = Anotar uno aquí
moments-spans = Qué días
moments-days = { $days ->
    [365] 12 meses
   *[other] { $days-written } días
}
moments-board-table = Quién quedó defraudado
moments-board-how = Cada número es la parte que quedó defraudada, y de cuántos. La línea muestra la certeza: con una confianza del 95 %, la parte está sobre ella. La flecha compara con otros tantos días anteriores. Con menos de cinco, son muy pocos para decir algo. Los pulsos anónimos cuentan meses enteros y no se pueden abrir.
moments-touchpoint = Punto de contacto
moments-all-touchpoints = Todos juntos
moments-out-of-use = en desuso
moments-review = Revisión el
moments-review-due = Toca revisarlo:
moments-none = nada todavía
moments-of = de { $n-written }
moments-interval = { $low }–{ $high }
moments-too-few = { $n-written }: muy pocos
moments-open-disappointed = defraudados: abrir estos momentos
moments-open-rows = : abrirlos todos
moments-pulses = Pulsos
moments-trend-better = mejor
moments-trend-better-words = Hay menos defraudados que antes.
moments-trend-worse = peor
moments-trend-worse-words = Hay más defraudados que antes.
moments-trend-unshown-words = No se puede mostrar una diferencia con lo anterior.
moments-nothing-title = El recorrido está vacío
moments-nothing-lead = Un punto de contacto es un lugar, una página o una ocasión en que los clientes le encuentran: la llamada, la entrada, el mostrador, la factura. Anote cuatro o cinco para empezar.
moments-nothing-go = Anotar el recorrido
moments-nothing-ask = Pida a un responsable que anote los puntos de contacto.

## Promises and cases on the board
moments-promised-title = Promesas y recuperación en los puntos de contacto
moments-promised-lead = Cuántas de las promesas que vencieron se cumplieron, y cuántos casos de recuperación se abrieron.
moments-kept = Promesas cumplidas
moments-cases-head = Casos de recuperación
moments-promises-open = { $count ->
    [one] una aún abierta
   *[other] { $count-written } aún abiertas
}
moments-cases = { $count ->
    [one] 1 caso
   *[other] { $count-written } casos
}
moments-cases-factor = { $factor }: { $count-written }
moments-no-factor = sin factor
moments-elsewhere = En ningún punto de contacto

## The chain
moments-chain-title = La cadena
moments-chain-lead = Los encuentros de un cliente forman una cadena, y una cadena es tan fuerte como su eslabón más débil: un mal encuentro borra los buenos que lo preceden.
moments-chain-none = En estos días no se anotó ningún momento de un cliente conocido; no hay cadena que recorrer.
moments-chain-few = { $n ->
    [one] Un cliente conocido hasta ahora: muy pocos para decir cuántas cadenas resisten.
   *[other] { $n-written } clientes conocidos hasta ahora: muy pocos para decir cuántas cadenas resisten.
}
moments-chain-unbroken = { $n-written } clientes conocidos nos encontraron. Para el { $share } de ellos ({ $interval }), la cadena nunca se rompió.
moments-chain-erased = { $count ->
    [0] Ningún mal encuentro borró uno bueno.
    [one] Un mal encuentro borró uno bueno anterior.
   *[other] Los malos encuentros borraron { $count-written } buenos anteriores.
}
moments-chain-breaks = Dónde se rompen las cadenas
moments-chain-breaks-how = De las cadenas que llegaron bien hasta aquí, cuántas se rompieron; primero el eslabón más débil.
moments-chain-no-breaks = No se ha roto ninguna cadena buena.
moments-chain-mends = Qué las repara
moments-chain-with = Bien de nuevo en el siguiente encuentro, tras cerrar el cliente un caso de recuperación
moments-chain-without = Bien de nuevo en el siguiente encuentro, sin caso
moments-chain-recovery-few = Muy pocas cadenas rotas para decir si la recuperación las repara.
moments-chain-recovery-better = La recuperación repara: con un caso que cerró el cliente, más cadenas están bien de nuevo en el siguiente encuentro.
moments-chain-recovery-worse = Con un caso de recuperación, menos cadenas están bien de nuevo en el siguiente encuentro. Mire de qué trataban los casos y cómo se llevaron.
moments-chain-recovery-unshown = Todavía no se puede mostrar una diferencia entre las cadenas con caso de recuperación y las que no lo tuvieron.

## The list
moments-list-title = Momentos uno por uno
moments-factor = Factor
moments-judgement = Qué fue de la expectativa
moments-list-go = Mostrar
moments-list-team = El tablero cuenta los momentos de todos los equipos. Aquí ve los de su equipo y los que no son de ninguno.
moments-list-none = No hay tales momentos en estos días.
moments-list-next = Anteriores

## The journey
moments-journey-title = El recorrido
moments-journey-lead = Cada lugar en que los clientes le encuentran, en el orden en que pasan por él. Cada uno tiene a alguien que responde por él y vuelve a revisarlo.
moments-journey-none = Aún no hay puntos de contacto
moments-journey-none-lead = Haga el camino de un cliente: ¿cómo le encuentra, con quién habla primero, dónde espera, cómo se despide?
moments-touchpoint-added = El punto de contacto se añadió al final. Muévalo a su lugar.
moments-touchpoint-saved = Guardado.
moments-touchpoint-moved = Movido.
moments-touchpoint-retired = Ya está en desuso. Lo que se anotó allí se conserva.
moments-touchpoint-name = Nombre
moments-touchpoint-name-help = Como lo llaman sus colegas, por ejemplo: Recepción.
moments-touchpoint-add = Añadir un punto de contacto
moments-touchpoint-go = Añadirlo
moments-no-owner = Nadie responde por él todavía
moments-owned-by = Responde por él { $name }
moments-owner = ¿Quién responde por él?
moments-review-day = ¿Cuándo volver a revisarlo?
moments-review-unknown = Esto no es un día. Elíjalo en el calendario, o déjelo vacío.
moments-move-up = Subir { $name }
moments-move-down = Bajar { $name }
moments-change = Cambiar
moments-retire = Dejar de usar
moments-retire-ask = ¿Dejar de usar este punto de contacto? Ya no se podrá anotar nada en él. Lo anotado se conserva.
moments-retire-help = Lo que se anotó allí se conserva.
moments-out-of-use-title = En desuso
moments-out-of-use-since = desde el { $day }
moments-rename = Cambiar el nombre

## Standards and rules

## Commitments
moments-commitments-title = A qué nos atenemos
moments-commitments-lead = Los clientes le exigen más de lo que usted les prometió en persona. Escríbalo todo, y nadie se llevará sorpresas.
moments-commitments-none = Aquí aún no hay nada escrito.
moments-commitments-retired = Ya no vale
moments-commitment-add = Añadir
moments-sort-direct = Lo que decimos de nosotros
moments-sort-direct-help = Dicho abiertamente: garantías, contratos, estándares, nuestras páginas, publicidad. Los clientes nos toman la palabra.
moments-sort-implied = Lo que dejamos esperar
moments-sort-implied-help = Nunca dicho, pero cualquiera lo deduce de nuestros precios, nuestras salas y cómo hablamos de nosotros.
moments-sort-trade = Lo que hace el sector
moments-sort-trade-help = Un competidor lo hace, y ahora los clientes lo esperan de todos.
moments-sort-common = Lo que los clientes esperan de todos modos
moments-sort-common-help = Lo dan por hecho, aunque un cartel diga lo contrario. Una expectativa así está atendida cuando todos saben qué podemos hacer, qué decimos y quién lo dice.
moments-unmanaged = Nadie la atiende todavía
moments-unmanaged-count = { $count ->
    [one] Una expectativa aún no está atendida. Vea qué falta.
   *[other] { $count-written } expectativas aún no están atendidas. Vea qué falta.
}
moments-published = público
moments-set-by = Lo marcó { $name }
moments-source-is = Dónde: { $source }
moments-within-minutes = { $count ->
    [one] en 1 minuto de atención
   *[other] en { $count-written } minutos de atención
}
moments-within-hours = { $count ->
    [one] en 1 hora de atención
   *[other] en { $count-written } horas de atención
}
moments-commitment-new = Escribir un compromiso
moments-commitment-title = Compromiso
moments-commitment-written = Escrito.
moments-commitment-saved = Guardado.
moments-commitment-retired = Ya no vale. Las promesas que se hicieron por él lo conservan.
moments-commitment-since = Ya no vale desde el { $day }. Se puede leer, pero no cambiar.
moments-commitment-retire = Ya no vale
moments-commitment-retire-ask = ¿Esto ya no vale? Después no se podrá cambiar.
moments-commitment-retire-help = Las promesas que se hicieron por él lo conservan.
moments-kind = ¿De dónde viene?
moments-kind-missing = ¿De dónde viene? Elija una opción.
moments-kind-guarantee = Garantía
moments-kind-guarantee-help = Compensamos cuando no es así.
moments-kind-contract = Contrato
moments-kind-contract-help = Está firmado.
moments-kind-standard = Estándar
moments-kind-standard-help = Lo publicamos y nos medimos por él.
moments-kind-web = Nuestras páginas y papeles
moments-kind-web-help = Está ahí, a la vista de todos.
moments-kind-advertising = Publicidad
moments-kind-advertising-help = Carteles, anuncios, publicaciones.
moments-kind-implied = Implícito
moments-kind-implied-help = Nunca dicho, pero cualquiera lo deduce.
moments-kind-trade = Estándar del sector
moments-kind-trade-help = Un competidor lo hace.
moments-kind-common = Expectativa común
moments-kind-common-help = Los clientes lo dan por hecho.
moments-commitment-words = ¿Con qué palabras?
moments-commitment-words-help = Como lo diría un cliente, por ejemplo: Los resultados están en una hora.
moments-only-trade = El competidor
moments-competitor = ¿Quién marcó este estándar?
moments-only-common = Cómo la atendemos
moments-only-common-help = Puede completarlo más tarde. Hasta entonces queda marcada como no atendida.
moments-can-do = Lo que podemos hacer
moments-we-say = Lo que decimos
moments-said-by = Quién lo dice
moments-factor-missing = ¿De cuál de los cinco factores se trata? Elija uno.
moments-choose = Elija
moments-minutes = ¿En cuántos minutos?
moments-minutes-help = Minutos de su horario de atención. Déjelo vacío si no se dice un tiempo.
moments-source = ¿Dónde está escrito o dicho?
moments-source-help = Por ejemplo, una página, una cláusula, un cartel en la entrada.
moments-publish = Todos pueden leerlo
moments-publish-help = Puede figurar en su página pública: las palabras y el tiempo, no lo que dicen entre ustedes.

## What is missing in a commitment
commitment-no-words = Aún no hay nada escrito. Escriba el compromiso como lo diría un cliente.
commitment-no-competitor = Alguien marcó este estándar del sector. Nombre al competidor.
commitment-no-can-do = No se sabe qué podemos hacer al respecto.
commitment-no-we-say = No se sabe qué decimos a los clientes.
commitment-no-said-by = No se sabe quién lo dice.
